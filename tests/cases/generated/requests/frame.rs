//! A frame on a pipe: how many fields there are, and then each with its length.

use std::io::{self, Read, Write};

/// The next frame; an error where the pipe ends.
pub(crate) fn read(pipe: &mut impl Read) -> io::Result<Vec<Vec<u8>>> {
    let count = number(pipe)?;
    let field = |_| {
        let mut field = vec![0; number(pipe)?];
        pipe.read_exact(&mut field)?;
        Ok(field)
    };
    (0..count).map(field).collect()
}

fn number(pipe: &mut impl Read) -> io::Result<usize> {
    let mut bytes = [0; 4];
    pipe.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes) as usize)
}

pub(crate) fn write(pipe: &mut impl Write, fields: &[Vec<u8>]) -> io::Result<()> {
    let number = |length: usize| u32::try_from(length).expect("a frame is small").to_le_bytes();
    let mut frame = number(fields.len()).to_vec();
    for field in fields {
        frame.extend(number(field.len()));
        frame.extend(field);
    }
    pipe.write_all(&frame)?;
    pipe.flush()
}
