//! A text in the person's own editor: the terminal is lent, and taken back. The file is the person's only, and no descriptor goes along.

use std::ffi::{OsStr, OsString};
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The largest text that is taken back, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// What is to be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToEdit {
    /// A text, in a file that is made for it and taken away again.
    Text(String),
    /// A file of the person's own.
    File(PathBuf),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edited {
    /// The text that was saved.
    Text(String),
    /// A file of the person's own was left to them, and may have changed.
    File,
    /// Why there is none; what was typed before still is.
    Failed(String),
}

/// Lets `text` be edited in a file of its own in `folder`, and waits for the end of the editor.
pub(super) fn edit(text: &str, editor: Option<&OsStr>, folder: Option<&Path>) -> Edited {
    let Some(editor) = editor else {
        return Edited::Failed("no editor is named   set VISUAL or EDITOR".to_owned());
    };
    let made = folder
        .ok_or_else(|| io::Error::other("no folder for it is known"))
        .and_then(|folder| file(folder, text));
    let path = match made {
        Ok(path) => path,
        Err(error) => return Edited::Failed(format!("the text cannot be handed over: {error}")),
    };
    let edited = run(editor, &path).and_then(|()| taken_back(&path).map_err(|e| e.to_string()));
    match edited {
        Ok(text) => {
            forget(&path);
            Edited::Text(text)
        }
        Err(why) if taken_back(&path).is_ok_and(|saved| saved != text) => Edited::Failed(format!(
            "{why}   the text is as before; what was saved is in {}",
            path.display()
        )),
        Err(why) => {
            forget(&path);
            Edited::Failed(format!("{why}   the text is as before"))
        }
    }
}

/// Lets the file at `path` be edited as it is, and waits for the end of the editor; the folder is made where there is none.
pub(super) fn edit_file(path: &Path, editor: Option<&OsStr>) -> Edited {
    let Some(editor) = editor else {
        return Edited::Failed("no editor is named   set VISUAL or EDITOR".to_owned());
    };
    if let Some(folder) = path.parent()
        && let Err(error) = std::fs::create_dir_all(folder)
    {
        return Edited::Failed(format!("{}: {error}", folder.display()));
    }
    match run(editor, path) {
        Ok(()) => Edited::File,
        Err(why) => Edited::Failed(why),
    }
}

/// Makes a file that nobody else may read.
fn file(folder: &Path, text: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let free = (0..100).find_map(|number| {
        let path = folder.join(format!("text-{}-{number}.md", std::process::id()));
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            opened => Some(opened.map(|file| (file, path))),
        }
    });
    let (mut file, path) = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))??;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(path)
}

/// Runs the editor with its arguments; no shell reads the words, and every file of ours closes on the way.
fn run(editor: &OsStr, path: &Path) -> Result<(), String> {
    let words = editor.to_string_lossy();
    let mut words = words.split_whitespace();
    let Some(program) = words.next() else {
        return Err("the editor's name is empty".to_owned());
    };
    let arguments: Vec<OsString> = words.map(OsString::from).collect();
    let ended = Command::new(program).args(arguments).arg(path).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended badly ({status})")),
        Err(error) => Err(format!("{program} cannot be run: {error}")),
    }
}

fn taken_back(path: &Path) -> io::Result<String> {
    if std::fs::metadata(path)?.len() > LARGEST {
        return Err(io::Error::other("the text is larger than 4 MB"));
    }
    let bytes = std::fs::read(path)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn forget(path: &Path) {
    // A file that stays behind is the person's own and harms nobody.
    let _ignored = std::fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(folder: &Path, body: &str) -> OsString {
        let path = folder.join("editor.sh");
        std::fs::write(&path, body).unwrap();
        let mut words = OsString::from("sh ");
        words.push(path);
        words
    }

    fn left_behind(folder: &Path) -> usize {
        let files = std::fs::read_dir(folder).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("text-")).count()
    }

    #[test]
    fn what_the_editor_saves_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let editor = script(folder.path(), "echo two >> \"$1\"");
        let edited = edit("one\n", Some(&editor), Some(folder.path()));
        assert_eq!(edited, Edited::Text("one\ntwo\n".to_owned()));
        assert_eq!(left_behind(folder.path()), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_file_is_the_persons_only_and_no_descriptor_goes_along() {
        let folder = tempfile::tempdir().unwrap();
        let _open = std::fs::File::create(folder.path().join("database")).unwrap();
        let body = "f=\"$1\"; { stat -c %a \"$f\"; ls -l /proc/self/fd | grep -c database; } > \"$f.tmp\"; mv \"$f.tmp\" \"$f\"";
        let editor = script(folder.path(), body);
        let edited = edit("", Some(&editor), Some(folder.path()));
        assert_eq!(edited, Edited::Text("600\n0\n".to_owned()));
    }

    #[test]
    fn an_editor_that_fails_changes_nothing_and_what_it_saved_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        for (body, kept) in [("exit 3", 0), ("echo half > \"$1\"; kill -9 $$", 1)] {
            let editor = script(folder.path(), body);
            let edited = edit("typed", Some(&editor), Some(folder.path()));
            let Edited::Failed(why) = edited else {
                panic!("{edited:?}");
            };
            assert!(why.contains("the text is as before"), "{why}");
            assert_eq!(left_behind(folder.path()), kept, "{body}");
        }
        let missing = OsString::from("no-such-editor");
        let edited = edit("typed", Some(&missing), Some(folder.path()));
        assert!(matches!(edited, Edited::Failed(why) if why.contains("cannot be run")));
        assert!(matches!(edit("", None, None), Edited::Failed(why) if why.contains("EDITOR")));
    }
}
