//! One thing that is measured.

/// Something to do with many inputs, one after the other.
pub struct Case {
    /// Its name: `pin/strict/compact`, `peer/sonic-rs/compact`.
    pub id: &'static str,
    /// How many bytes an input has on average.
    pub bytes: usize,
    run: Box<dyn FnMut(usize)>,
}

impl Case {
    /// `bytes` is the mean of one input; `step` must black-box what it makes.
    pub fn new<T: 'static>(
        id: &'static str,
        bytes: usize,
        inputs: Vec<T>,
        mut step: impl FnMut(&T) + 'static,
    ) -> Self {
        let mut next = 0;
        let run = move |mut count| {
            while count > 0 {
                let end = inputs.len().min(next + count);
                inputs[next..end].iter().for_each(|input| step(core::hint::black_box(input)));
                count -= end - next;
                next = end % inputs.len();
            }
        };
        Self { id, bytes, run: Box::new(run) }
    }

    /// Takes the next `count` inputs, and again from the first one behind the last.
    #[inline(never)]
    pub fn run(&mut self, count: usize) {
        (self.run)(count);
    }
}

pub(crate) fn mean_length(inputs: &[impl AsRef<[u8]>]) -> usize {
    inputs.iter().map(|input| input.as_ref().len()).sum::<usize>() / inputs.len()
}

/// Makes a [`Case`]: checks each result once, then black-boxes them unseen.
macro_rules! case {
    ($id:expr, $inputs:expr, |$input:ident| $step:expr, |$result:ident| $check:expr) => {{
        for $input in $inputs {
            let $result = $step;
            assert!($check, "{}: {}", $id, String::from_utf8_lossy($input.as_ref()));
        }
        let bytes = $crate::case::mean_length($inputs);
        $crate::case::Case::new($id, bytes, $inputs.to_vec(), move |$input| {
            core::hint::black_box(&$step);
        })
    }};
}
pub(crate) use case;
