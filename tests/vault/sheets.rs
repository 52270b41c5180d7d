//! Recovery sheets from outside: any three of five recover and no two do, here and by the Python program that goes with every
//! backup; and the coefficients that they hide the seed with are drawn evenly, as the printed sheets show them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use strongroom::keys::recovery::{RecoverySeed, Sheet, SheetError};
use strongroom::parcel::Recipient;

/// Every way to take `count` of five.
fn choices(count: u32) -> Vec<Vec<usize>> {
    let taken = |set: u32| (0..5).filter(|n| set >> n & 1 == 1).collect();
    (0_u32..32).filter(|set| set.count_ones() == count).map(taken).collect()
}

/// The combiner in a folder of its own, as on a medium, with each sheet typed, some as words and some as their code.
fn typed(folder: &Path, sheets: &[Sheet]) -> Vec<PathBuf> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    fs::copy(assets.join("restore/combiner.py"), folder.join("combiner.py")).unwrap();
    fs::copy(assets.join("words/english.txt"), folder.join("words.txt")).unwrap();
    let kept = sheets.iter().enumerate().map(|(n, sheet)| {
        let path = folder.join(format!("sheet-{n}.txt"));
        let text = if n % 2 == 0 { sheet.words().join(" ") } else { sheet.qr_text().to_string() };
        fs::write(&path, text).unwrap();
        path
    });
    kept.collect()
}

fn combiner(folder: &Path, sheets: &[&PathBuf]) -> Output {
    Command::new("python3").arg(folder.join("combiner.py")).args(sheets).output().expect("python3 is needed")
}

/// The recipient of an identity, as age says.
fn recipient(folder: &Path, identity: &[u8]) -> String {
    let path = folder.join("identity.txt");
    fs::write(&path, identity).unwrap();
    let said =
        Command::new("age-keygen").arg("-y").arg(path).output().expect("age is needed: apt-get install age");
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

#[test]
fn any_three_sheets_recover_here_and_in_python_and_no_two_do() {
    let folder = tempfile::tempdir().unwrap();
    let seed = RecoverySeed::generate();
    let named = seed.public();
    let sheets = seed.split(3, 5).unwrap();
    let paths = typed(folder.path(), &sheets);
    let again = |n: usize| Sheet::from_qr_text(&sheets[n].qr_text()).unwrap();
    let opens = Recipient::from_public(&named.age).unwrap().to_string();
    for three in choices(3) {
        let taken: Vec<Sheet> = three.iter().map(|n| again(*n)).collect();
        assert!(RecoverySeed::combine(&taken).unwrap().fits(&named), "{three:?}");
        let files: Vec<&PathBuf> = three.iter().rev().map(|n| &paths[*n]).collect();
        let combined = combiner(folder.path(), &files);
        assert!(combined.status.success(), "{three:?}: {}", String::from_utf8_lossy(&combined.stderr));
        assert_eq!(recipient(folder.path(), &combined.stdout), opens, "{three:?}");
    }
    for two in choices(2) {
        let taken: Vec<Sheet> = two.iter().map(|n| again(*n)).collect();
        assert_eq!(RecoverySeed::combine(&taken).err(), Some(SheetError::TooFew { missing: 1 }), "{two:?}");
        let files: Vec<&PathBuf> = two.iter().map(|n| &paths[*n]).collect();
        let refused = combiner(folder.path(), &files);
        assert!(refused.status.code() == Some(1) && refused.stdout.is_empty(), "{two:?}");
    }
    assert_eq!((choices(3).len(), choices(2).len()), (10, 10));
}

/// Multiplication in the field of the shares: GF(2^8) with `x^8 + x^4 + x^3 + x^2 + 1`.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        let carry = a & 0x80 != 0;
        a <<= 1;
        if carry {
            a ^= 0x1d;
        }
        b >>= 1;
    }
    product
}

/// A table of multiples.
fn multiples(of: u8) -> [u8; 256] {
    std::array::from_fn(|n| times(of, u8::try_from(n).unwrap()))
}

/// The share of a sheet as its code shows it.
fn share(sheet: &Sheet) -> Vec<u8> {
    let text = sheet.qr_text();
    let (_, digits) = text.split_once(':').unwrap();
    let whole: Vec<u8> =
        (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    whole[8..40].to_vec()
}

/// Pearson's chi-square of counts that should all be the same.
#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
fn chi_square(counts: &[u64]) -> f64 {
    let expected = counts.iter().sum::<u64>() as f64 / counts.len() as f64;
    counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum()
}

/// What is measured: a seed is split by the public door again and again; from the codes of sheets 1, 2 and 3 both
/// coefficients of each of the 32 polynomials are solved for. Each must take all 256 values evenly, zero among them, the
/// leading one too. 255 degrees of freedom: evenly drawn ones stay below 400 but for one run in ten million.
#[test]
fn the_coefficients_of_the_sheets_are_drawn_evenly() {
    let coefficients = if std::env::var_os("STRONGROOM_LONG").is_some() { 10_000_000_usize } else { 200_000 };
    // With f(x) = a0 + a1 x + a2 x²: f(1) + f(2) = 3 a1 + 5 a2 and f(1) + f(3) = 2 a1 + 4 a2; the determinant is 6.
    let inverse = (1..=255).find(|n| times(6, *n) == 1).unwrap();
    let [two, three, four, five] = [2, 3, 4, 5].map(|of| multiples(times(of, inverse)));
    let seed = RecoverySeed::generate();
    let (mut first, mut second) = ([0_u64; 256], [0_u64; 256]);
    for _ in 0..coefficients.div_ceil(64) {
        let sheets = seed.split(3, 5).unwrap();
        let [ones, others, thirds] = [0, 1, 2].map(|n: usize| share(&sheets[n]));
        for ((one, other), third) in ones.iter().zip(&others).zip(&thirds) {
            let (left, right) = (usize::from(one ^ other), usize::from(one ^ third));
            first[usize::from(four[left] ^ five[right])] += 1;
            second[usize::from(three[right] ^ two[left])] += 1;
        }
    }
    let drawn = first.iter().chain(&second).sum::<u64>();
    let found = [chi_square(&first), chi_square(&second)];
    println!("{drawn} coefficients: chi-square {:.1} and {:.1} over 256 values", found[0], found[1]);
    assert!(found.iter().all(|found| (140.0..400.0).contains(found)), "{found:?}");
}
