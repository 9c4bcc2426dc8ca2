//! What a policy means, and how well it protects.

use corsmith_lint::{Explanation, Rating, explain, rate};
use corsmith_policy::Resolution;
use corsmith_report::wire;

/// The explanations of every resource, and the rating of the whole.
#[derive(Debug, Clone)]
pub struct Advice {
    /// Per-path policies in order, then the default.
    pub resources: Vec<ExplainedResource>,
    /// How well the policy protects.
    pub rating: Rating,
}

/// What the settings of one resource mean.
#[derive(Debug, Clone)]
pub struct ExplainedResource {
    /// The `match` of a per-path policy; `None` for every other path.
    pub path: Option<String>,
    /// Its six settings, in the order in which policies write them.
    pub settings: [Explanation; 6],
}

impl Advice {
    /// What `resolution` means. What is refused is not in it, so this is about what is left.
    ///
    /// ```
    /// use corsmith_operations::{Advice, PolicyText};
    ///
    /// let text = "[policy]\nallow-origins = ['https://app.example.com']\n";
    /// let read = PolicyText { text, format: None, environment: None }.read()?;
    /// let advice = Advice::new(&read.resolution);
    /// assert_eq!(advice.resources.len(), 1);
    /// assert!(advice.rating.level.is_some());
    /// # Ok::<(), corsmith_operations::Problem>(())
    /// ```
    #[must_use]
    pub fn new(resolution: &Resolution) -> Self {
        let resources = resolution.resources().map(|resource| ExplainedResource {
            path: resource.path.as_ref().map(|path| path.value.to_string()),
            settings: explain(resource),
        });
        Self { resources: resources.collect(), rating: rate(resolution) }
    }

    pub(crate) fn explanations(&self) -> Vec<wire::Explanations> {
        let resources = self.resources.iter();
        resources
            .map(|resource| wire::Explanations::new(resource.path.clone(), &resource.settings))
            .collect()
    }
}
