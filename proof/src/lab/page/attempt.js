"use strict";

// One fetch(), and what a page can know of its end.
async function attempt(url, init, timeout) {
  const controller = new AbortController();
  let request;
  try {
    request = new Request(url, { ...init, signal: controller.signal });
  } catch {
    return "threw";
  }
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      resolve("timed-out");
      controller.abort();
    }, timeout);
  });
  const end = fetch(request).then(async (response) => {
    const { type, status, redirected } = response;
    const headers = [...new Set(response.headers.keys())].sort();
    // Read to its end, so that the connection is free; a body that breaks off is no matter of CORS.
    await response.arrayBuffer().catch(() => {});
    return { type, status, headers, redirected };
  }, () => "network-error");
  const outcome = await Promise.race([end, late]);
  clearTimeout(timer);
  return outcome;
}
