//! A small mutator without coverage, for those who have no fuzzing engine: the same cases in every run.

/// Cases that are made of seeds.
#[derive(Debug)]
pub(crate) struct Mutator<'s> {
    seeds: &'s [Vec<u8>],
    words: Vec<Vec<u8>>,
    state: u64,
}

impl<'s> Mutator<'s> {
    /// Cases of these seeds and the words of a libFuzzer dictionary.
    pub(crate) fn new(seeds: &'s [Vec<u8>], dictionary: &str) -> Self {
        Self { seeds, words: dictionary.lines().filter_map(word).collect(), state: 0x9E37_79B9_7F4A_7C15 }
    }

    /// The next case: a seed with one to four changes. Choices, which are no text, are made anew every other time, since
    /// most of them decide about one thing only.
    pub(crate) fn case(&mut self) -> Vec<u8> {
        let mut case = self.seeds[self.below(self.seeds.len())].clone();
        if str::from_utf8(&case).is_err() && self.below(2) == 0 {
            case.fill_with(|| self.byte());
            return case;
        }
        for _ in 0..=self.below(4) {
            self.change(&mut case);
        }
        case
    }

    fn change(&mut self, case: &mut Vec<u8>) {
        let at = self.below(case.len() + 1);
        let end = (at + self.below(16)).min(case.len());
        match self.below(6) {
            0 => case.truncate(at),
            1 => drop(case.drain(at..end)),
            2 => case.insert(at, self.byte()),
            3 if at < case.len() => case[at] ^= 1 << self.below(8),
            4 => {
                let piece = case[at..end].to_vec();
                let to = self.below(case.len() + 1);
                drop(case.splice(to..to, piece));
            }
            _ => {
                let end = if self.below(2) == 0 { at } else { end };
                let word = self.below(self.words.len());
                drop(case.splice(at..end, self.words[word].iter().copied()));
            }
        }
    }

    /// A number below `limit`, which is 1 at least.
    fn below(&mut self, limit: usize) -> usize {
        // Usize is no larger than 64 bits on any platform, and the remainder is below the limit.
        usize::try_from(self.next() % limit as u64).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }

    fn next(&mut self) -> u64 {
        // Xorshift.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }
}

/// Reads `"\"id\":\x0A"`, a line of a dictionary.
fn word(line: &str) -> Option<Vec<u8>> {
    let mut bytes = line.strip_prefix('"')?.strip_suffix('"')?.bytes();
    let mut word = Vec::new();
    while let Some(byte) = bytes.next() {
        word.push(match byte {
            b'\\' => match bytes.next()? {
                b'x' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?
                }
                byte => byte,
            },
            byte => byte,
        });
    }
    Some(word)
}
