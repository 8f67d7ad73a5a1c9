//! Stores bytes to be read again: in memory, beyond a limit in a temporary file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many bytes stay in memory.
pub(super) const MAX_MEMORY: usize = 16 << 20;

/// Stores bytes that can be read any number of times.
#[derive(Debug, Default)]
pub(super) struct Spool {
    memory: Vec<u8>,
    file: Option<TemporaryFile>,
}

impl Spool {
    /// Reads the bytes from the start.
    pub(super) fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &self.file {
            None => Box::new(&*self.memory),
            Some(temporary) => {
                let mut file = temporary.file.try_clone()?;
                file.seek(SeekFrom::Start(0))?;
                Box::new(file)
            }
        })
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.file.is_none() && self.memory.len() + bytes.len() > MAX_MEMORY {
            let mut temporary = TemporaryFile::new(&std::env::temp_dir())?;
            temporary.file.write_all(&self.memory)?;
            self.memory = Vec::new();
            self.file = Some(temporary);
        }
        match &mut self.file {
            Some(temporary) => temporary.file.write(bytes),
            None => self.memory.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |temporary| temporary.file.flush())
    }
}

/// A file that only this user can read, and that is removed unless it is kept.
#[derive(Debug)]
pub(super) struct TemporaryFile {
    pub(super) file: File,
    path: PathBuf,
    is_kept: bool,
}

impl TemporaryFile {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".plex-pin-{}-{number}.tmp", std::process::id()));
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            match options.open(&path) {
                Ok(file) => return Ok(Self { file, path, is_kept: false }),
                // Left by an earlier process with the same id.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Replaces another file and takes over its permissions, if it exists.
    pub(super) fn replace(mut self, target: &Path) -> io::Result<()> {
        if let Ok(metadata) = fs::metadata(target) {
            self.file.set_permissions(metadata.permissions())?;
        }
        self.file.sync_all()?;
        fs::rename(&self.path, target)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        if !self.is_kept {
            _ = fs::remove_file(&self.path);
        }
    }
}
