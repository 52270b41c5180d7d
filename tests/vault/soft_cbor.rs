//! CBOR as CTAP2 wants it (CTAP 2.1, 8): a reader that takes nothing but the canonical form, and a writer. Written apart
//! from the program's, so that a mistake in one shows in the other.

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Int(i64),
    Bytes(Vec<u8>),
    Text(String),
    Array(Vec<Value>),
    Map(Vec<(Value, Value)>),
    Bool(bool),
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

impl Value {
    /// The value of a map's key.
    pub(crate) fn at(&self, key: &Value) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn int(&self) -> Option<i64> {
        if let Self::Int(int) = self { Some(*int) } else { None }
    }

    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub(crate) fn array(&self) -> &[Value] {
        if let Self::Array(values) = self { values } else { &[] }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Int(int @ 0..) => head(0, int.unsigned_abs()),
            Self::Int(int) => head(1, int.unsigned_abs() - 1),
            Self::Bytes(bytes) => [head(2, bytes.len() as u64), bytes.clone()].concat(),
            Self::Text(text) => [head(3, text.len() as u64), text.clone().into_bytes()].concat(),
            Self::Array(values) => {
                let values: Vec<u8> = values.iter().flat_map(Self::to_bytes).collect();
                [head(4, self.array().len() as u64), values].concat()
            }
            Self::Map(entries) => {
                let mut written: Vec<(Vec<u8>, Vec<u8>)> =
                    entries.iter().map(|(key, value)| (key.to_bytes(), value.to_bytes())).collect();
                // By major type, then the shorter one, then byte by byte.
                written.sort_by_key(|(key, _)| (key[0] >> 5, key.len(), key.clone()));
                let count = head(5, entries.len() as u64);
                written.into_iter().fold(count, |all, (key, value)| [all, key, value].concat())
            }
            Self::Bool(bool) => vec![0xf4 + u8::from(*bool)],
        }
    }

    /// Reads one value that is all of `bytes`, in the canonical form.
    pub(crate) fn from_canonical(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let value = read(&mut rest, 0)?;
        (rest.is_empty() && value.to_bytes() == bytes).then_some(value)
    }
}

fn head(major: u8, count: u64) -> Vec<u8> {
    let first = major << 5;
    match count {
        0..24 => vec![first | u8::try_from(count).unwrap()],
        24..0x100 => vec![first | 0x18, u8::try_from(count).unwrap()],
        0x100..0x1_0000 => {
            [vec![first | 0x19], u16::try_from(count).unwrap().to_be_bytes().to_vec()].concat()
        }
        _ => [vec![first | 0x1a], u32::try_from(count).unwrap().to_be_bytes().to_vec()].concat(),
    }
}

fn read(rest: &mut &[u8], depth: u8) -> Option<Value> {
    // Not deeper than four, says section 8.
    if depth > 4 {
        return None;
    }
    let (first, after) = rest.split_first()?;
    *rest = after;
    let (major, short) = (first >> 5, first & 0x1f);
    if major == 7 {
        return match short {
            20 => Some(Value::Bool(false)),
            21 => Some(Value::Bool(true)),
            _ => None,
        };
    }
    let more = match short {
        0..24 => 0,
        24 => 1,
        25 => 2,
        26 => 4,
        _ => return None,
    };
    let (bytes, after) = rest.split_at_checked(more)?;
    *rest = after;
    let count =
        if more == 0 { u64::from(short) } else { bytes.iter().fold(0, |n, b| n << 8 | u64::from(*b)) };
    let length = usize::try_from(count).ok()?;
    match major {
        0 => Some(Value::Int(i64::try_from(count).ok()?)),
        1 => Some(Value::Int(-1 - i64::try_from(count).ok()?)),
        2 | 3 => {
            let (bytes, after) = rest.split_at_checked(length)?;
            *rest = after;
            if major == 2 {
                return Some(Value::Bytes(bytes.to_vec()));
            }
            String::from_utf8(bytes.to_vec()).ok().map(Value::Text)
        }
        4 => (0..count).map(|_| read(rest, depth + 1)).collect::<Option<_>>().map(Value::Array),
        _ => (0..count)
            .map(|_| Some((read(rest, depth + 1)?, read(rest, depth + 1)?)))
            .collect::<Option<_>>()
            .map(Value::Map),
    }
}
