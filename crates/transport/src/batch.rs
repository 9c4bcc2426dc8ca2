//! Many targets at a time.

use std::future::Future;
use std::num::NonZeroUsize;
use std::pin::pin;

use tokio::task::{JoinError, JoinSet};

/// How many targets are scanned at a time, unless the user says otherwise.
pub const DEFAULT_CONCURRENCY: usize = 32;

/// Scans what `next` gives until it gives nothing, at most `concurrency` of it at a time, and hands
/// over each result as soon as it is there.
///
/// The list is never collected: the next target is taken when there is room for it. Results come in
/// the order in which they are finished, so that a slow target holds up nobody and nothing is kept
/// for later; a target that should be recognised afterwards is part of the result. What one scan
/// finds depends on no other.
///
/// Whoever stops waiting for it stops all scans.
///
/// ```
/// use std::num::NonZeroUsize;
/// use corsmith_transport::batch;
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// # runtime.block_on(async {
/// let mut targets = (1..=1000).into_iter();
/// let mut sum = 0;
/// batch(
///     NonZeroUsize::MIN.saturating_add(31),
///     async || targets.next(),
///     |number| async move { number * 2 },
///     |result| sum += result,
/// )
/// .await;
/// assert_eq!(sum, 1_001_000);
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
pub async fn batch<T, R, S>(
    concurrency: NonZeroUsize,
    mut next: impl AsyncFnMut() -> Option<T>,
    mut scan: impl FnMut(T) -> S,
    mut finished: impl FnMut(R),
) where
    R: Send + 'static,
    S: Future<Output = R> + Send + 'static,
{
    let mut scans = JoinSet::new();
    let mut hand_over = |joined: Result<R, JoinError>| match joined {
        Ok(result) => finished(result),
        // Nobody aborts a scan but by dropping all of them.
        Err(error) => {
            if let Ok(panic) = error.try_into_panic() {
                std::panic::resume_unwind(panic);
            }
        }
    };
    loop {
        let target = {
            let mut target = pin!(next());
            loop {
                tokio::select! {
                    biased;
                    Some(joined) = scans.join_next(), if !scans.is_empty() => hand_over(joined),
                    target = &mut target => break target,
                }
            }
        };
        let Some(target) = target else { break };
        // Kilobytes, which the runtime would move several times, and keep until they are handed over.
        scans.spawn(Box::pin(scan(target)));
        while scans.len() >= concurrency.get() {
            let Some(joined) = scans.join_next().await else { break };
            hand_over(joined);
        }
    }
    while let Some(joined) = scans.join_next().await {
        hand_over(joined);
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::batch;

    fn at_a_time(concurrency: usize) -> NonZeroUsize {
        NonZeroUsize::new(concurrency).unwrap()
    }

    #[tokio::test]
    async fn no_more_than_asked_for_run_at_a_time() {
        for concurrency in [1, 2, 7, 50] {
            let running = Arc::new(AtomicUsize::new(0));
            let mut most = 0;
            let mut targets = 0..40;
            let mut results = Vec::new();
            batch(
                at_a_time(concurrency),
                async || targets.next(),
                |number| {
                    let running = Arc::clone(&running);
                    async move {
                        let now = running.fetch_add(1, Ordering::SeqCst) + 1;
                        tokio::task::yield_now().await;
                        running.fetch_sub(1, Ordering::SeqCst);
                        (number, now)
                    }
                },
                |(number, now)| {
                    most = most.max(now);
                    results.push(number);
                },
            )
            .await;
            results.sort_unstable();
            assert_eq!(results, (0..40).collect::<Vec<_>>());
            assert!(most <= concurrency, "{most} of {concurrency}");
        }
    }

    #[tokio::test]
    async fn a_list_without_end_is_taken_as_there_is_room() {
        let (mut taken, mut done) = (0_usize, 0_usize);
        let all = batch(
            at_a_time(4),
            async || {
                taken += 1;
                Some(taken)
            },
            |_| tokio::time::sleep(Duration::from_millis(1)),
            |()| done += 1,
        );
        tokio::time::timeout(Duration::from_millis(200), all).await.unwrap_err();
        assert!(done > 4);
        assert!(taken <= done + 5, "{taken} taken, {done} done");
    }

    #[tokio::test]
    async fn results_are_handed_over_while_the_list_is_waited_for() {
        let (sender, mut results) = tokio::sync::mpsc::unbounded_channel();
        let mut first = Some(1);
        let all = batch(
            at_a_time(4),
            async || match first.take() {
                Some(number) => Some(number),
                None => std::future::pending().await,
            },
            |number| async move { number },
            move |result| sender.send(result).unwrap(),
        );
        tokio::select! {
            () = all => panic!("the list has no end"),
            result = results.recv() => assert_eq!(result, Some(1)),
        }
    }
}
