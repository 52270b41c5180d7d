//! What is plugged in: the file systems that the system mounted where media go, read from an injected `/proc`.
//!
//! Reading the table touches no medium, so that it may be looked at every second: a dead stick holds nobody up.

use std::io;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

use crate::base::fs::read_limited;
use crate::confine::MEDIA;

/// The table of what is mounted (proc(5)).
const TABLE: &str = "proc/self/mountinfo";

/// More than any machine has.
const TABLE_BYTES: u64 = 4 << 20;

/// Something that is mounted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mounted {
    /// Where.
    pub at: PathBuf,
    /// The block device's major and minor number; a made-up one where a file system has several devices or none.
    pub number: (u32, u32),
    /// What was mounted, such as `/dev/sdb1`.
    pub source: String,
    /// The kernel's name of the file system, such as `vfat`.
    pub file_system: String,
    /// Whether it was mounted so that it can only be read.
    pub read_only: bool,
}

/// Everything that is mounted, in the order of mounting.
pub fn mounted(system_root: &Path) -> io::Result<Vec<Mounted>> {
    let table = read_limited(&system_root.join(TABLE), TABLE_BYTES)?;
    Ok(table.split(|byte| *byte == b'\n').filter_map(parse).collect())
}

/// What is mounted in the places for media, by those places. Of two in one place the upper one counts.
pub fn plugged_in(system_root: &Path) -> io::Result<Vec<Mounted>> {
    let mut media: Vec<Mounted> = Vec::new();
    for one in mounted(system_root)?.into_iter().filter(|one| is_for_media(&one.at)) {
        media.retain(|other| other.at != one.at);
        media.push(one);
    }
    media.sort();
    Ok(media)
}

/// Whether nothing is mounted at `at` any more; the path is taken as the table has it, without links.
pub fn is_unmounted(system_root: &Path, at: &Path) -> io::Result<bool> {
    Ok(mounted(system_root)?.iter().all(|one| one.at != at))
}

/// The file system that a path is on: the deepest mount above it.
pub fn mount_of(system_root: &Path, path: &Path) -> io::Result<Option<Mounted>> {
    let above = mounted(system_root)?.into_iter().filter(|one| path.starts_with(&one.at));
    // Of two in one place, the later one lies on top.
    Ok(above.max_by_key(|one| one.at.components().count()))
}

fn is_for_media(at: &Path) -> bool {
    MEDIA.iter().any(|parent| at.starts_with(parent) && (at != Path::new(parent) || *parent == "/mnt"))
}

/// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`
fn parse(line: &[u8]) -> Option<Mounted> {
    let mut fields = line.split(|byte| *byte == b' ');
    let number = std::str::from_utf8(fields.nth(2)?).ok()?.split_once(':')?;
    let at = PathBuf::from(std::ffi::OsString::from_vec(unescaped(fields.nth(1)?)));
    let own_options = fields.next()?;
    let mut kind = fields.skip_while(|field| *field != b"-").skip(1);
    let text = |field: &[u8]| String::from_utf8_lossy(&unescaped(field)).into_owned();
    let (file_system, source) = (text(kind.next()?), text(kind.next()?));
    let options = kind.next().unwrap_or_default();
    let read_only =
        [own_options, options].iter().any(|all| all.split(|byte| *byte == b',').any(|o| o == b"ro"));
    let number = (number.0.parse().ok()?, number.1.parse().ok()?);
    Some(Mounted { at, number, source, file_system, read_only })
}

/// Blanks and backslashes stand as three octal digits.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((first, after)) = rest.split_first() {
        let octal = after.first_chunk::<3>().filter(|_| *first == b'\\');
        let byte = octal.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        plain.push(byte.unwrap_or(*first));
        rest = after.get(if byte.is_some() { 3 } else { 0 }..).unwrap_or_default();
    }
    plain
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A table with these lines: where, `major:minor`, options, file system, source.
    pub(crate) fn table(root: &Path, lines: &[(&str, &str, &str, &str, &str)]) {
        let mut text = "22 1 0:21 / / rw - overlay overlay rw\n".to_owned();
        for (at, number, options, kind, source) in lines {
            text +=
                &format!("36 22 {number} / {at} {options},relatime shared:1 master:2 - {kind} {source} rw\n");
        }
        std::fs::create_dir_all(root.join("proc/self")).unwrap();
        std::fs::write(root.join(TABLE), text).unwrap();
    }

    #[test]
    fn only_what_lies_where_media_go_is_one_and_the_upper_one_counts() {
        let root = tempfile::tempdir().unwrap();
        table(
            root.path(),
            &[
                ("/media/ana/SEIF\\040A", "8:17", "rw", "vfat", "/dev/sdb1"),
                ("/media/x", "8:33", "rw", "ext4", "/dev/sdc1"),
                ("/media/x", "8:49", "ro", "exfat", "/dev/sdd1"),
                ("/media", "0:40", "rw", "tmpfs", "tmpfs"),
                ("/mnt", "8:65", "rw", "ext4", "/dev/sde1"),
                ("/run/media-not", "8:81", "rw", "ext4", "/dev/sdf1"),
                ("/home", "8:2", "rw", "ext4", "/dev/sda2"),
            ],
        );
        let seen = plugged_in(root.path()).unwrap();
        let seen: Vec<_> =
            seen.iter().map(|one| (one.at.to_str().unwrap(), one.number, one.read_only)).collect();
        let expected =
            [("/media/ana/SEIF A", (8, 17), false), ("/media/x", (8, 49), true), ("/mnt", (8, 65), false)];
        assert_eq!(seen, expected);
        assert!(is_unmounted(root.path(), Path::new("/media/y")).unwrap());
        assert!(!is_unmounted(root.path(), Path::new("/media/ana/SEIF A")).unwrap());
        let of = |path: &str| mount_of(root.path(), Path::new(path)).unwrap().unwrap().source;
        assert_eq!(of("/media/x/STRONGROOM"), "/dev/sdd1");
        assert_eq!(of("/var/lib"), "overlay");
    }

    #[test]
    fn a_line_that_is_none_is_passed_over() {
        for line in ["", "36 35", "36 35 98 / /mnt rw - a b rw", "36 35 8:1 / /mnt rw shared:1"] {
            assert_eq!(parse(line.as_bytes()), None, "{line}");
        }
        assert_eq!(unescaped(br"a\134b\1"), br"a\b\1");
        assert!(mounted(Path::new("/")).unwrap().iter().any(|one| one.at == Path::new("/")));
    }
}
