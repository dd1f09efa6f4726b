//! The bytes of a file with one kind of line end, and a mark behind the last of them.

use std::io::{self, Read};

/// Stands alone on the last line, or inside a field whose quotation mark is not closed.
pub(super) const END: &str = "\u{4}end of file\u{4}";
const END_LINE: &[u8] = b"\n\x04end of file\x04\n";

/// A reader whose lines end with `\n` where those of the file end with `\r\n`, `\r` or `\n`, so that
/// a line is counted once.
pub(super) struct Lines<R> {
    input: io::Chain<R, &'static [u8]>,
    after_return: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Lines<R> {
        Lines { input: input.chain(END_LINE), after_return: false }
    }

    /// Makes the line ends alike in place; the number of bytes that are left.
    fn unify(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            let second = self.after_return && byte == b'\n';
            self.after_return = byte == b'\r';
            if !second {
                bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.input.read(buffer)?;
            let kept = self.unify(buffer.get_mut(..count).unwrap_or_default());
            // None kept is not the end of the file.
            if kept > 0 || count == 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives one byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(buffer.len()).min(1);
            self.0.read(&mut buffer[..count])
        }
    }

    #[test]
    fn every_line_end_is_one_byte() {
        let end = String::from_utf8(END_LINE.to_vec()).unwrap();
        assert_eq!(end.trim(), END);
        for (text, lines) in
            [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\n\r\n", "\n\n"), ("\r\r\n\n", "\n\n\n"), ("", "")]
        {
            let expected = format!("{lines}{end}");
            let (mut fast, mut slow) = (String::new(), String::new());
            Lines::new(text.as_bytes()).read_to_string(&mut fast).unwrap();
            Lines::new(Slow(text.as_bytes())).read_to_string(&mut slow).unwrap();
            assert_eq!((fast, slow), (expected.clone(), expected), "{text:?}");
        }
    }
}
