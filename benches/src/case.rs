//! One thing that is measured.

/// Something to do with many inputs, one after the other.
pub struct Case {
    /// Its name: `pin/strict/compact`, `peer/sonic-rs/compact`.
    pub id: &'static str,
    /// How many bytes an input has on average.
    pub bytes: u64,
    run: Box<dyn FnMut(u64)>,
}

impl Case {
    /// `step` must black-box what it makes.
    pub fn new<T: AsRef<[u8]> + 'static>(id: &'static str, inputs: &[T], mut step: impl FnMut(&T) + 'static) -> Self
    where
        T: Clone,
    {
        let inputs = inputs.to_vec();
        let bytes = inputs.iter().map(|input| input.as_ref().len()).sum::<usize>() / inputs.len();
        let run = move |count| {
            let all = inputs.iter().cycle();
            (0..count).zip(all).for_each(|(_, input)| step(core::hint::black_box(input)));
        };
        Self {
            id,
            bytes: bytes as u64,
            run: Box::new(run),
        }
    }

    /// Takes `count` inputs, from the first on and round again.
    #[inline(never)]
    pub fn run(&mut self, count: u64) {
        (self.run)(count);
    }
}

/// Makes a [`Case`]: checks each result once, then black-boxes them unseen.
macro_rules! case {
    ($id:expr, $inputs:expr, |$input:ident| $step:expr, |$result:ident| $check:expr) => {{
        for $input in $inputs {
            let $result = $step;
            assert!($check, "{}: {}", $id, String::from_utf8_lossy($input.as_ref()));
        }
        $crate::case::Case::new($id, $inputs, move |$input| {
            core::hint::black_box(&$step);
        })
    }};
}
pub(crate) use case;
