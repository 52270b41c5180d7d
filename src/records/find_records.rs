//! Finding records: by words of title, tags and code, by customer, kind, tag and date, in four orders, by page.
//!
//! Reads only. The SQL is put together from constant pieces; everything that was typed is a parameter.

use crate::store::{ToSql, Value, signed, unsigned};

use super::customer::entry;
use super::error::RecordsError;
use super::face::{FOUND_AT_MOST, Listing, RecordOrder, RecordQuery, RecordRow};
use super::group::GroupStore;
use super::record::{ROW_COLUMNS, row_at};
use super::text;

/// A query as SQL: the tables and conditions, with the values of its parameters.
#[expect(clippy::struct_field_names, reason = "SQL's own word for what follows WHERE")]
struct Conditions {
    from: &'static str,
    conditions: String,
    values: Vec<Value>,
}

impl GroupStore {
    /// The records that fit `query` (whose group is not looked at), from `offset`, at most `limit`.
    pub fn find_records(
        &self,
        query: &RecordQuery,
        offset: u64,
        limit: u32,
    ) -> Result<Listing<Vec<RecordRow>>, RecordsError> {
        let customer = match query.customer {
            Some(code) => match entry(&self.records, code)? {
                Some(entry) => Some(entry),
                None => return Ok(Listing { total: 0, offset, rows: Vec::new() }),
            },
            None => None,
        };
        let conditions = conditions(query, customer.as_ref().map(|entry| entry.id));
        let total = match (&customer, conditions.values.len()) {
            (None, 0) => self.counts()?.records,
            (Some(entry), 1) => entry.records,
            _ => self.count(&conditions)?,
        };
        let rows = self.page(&conditions, query.order, offset, limit)?;
        Ok(Listing { total, offset, rows })
    }

    fn count(&self, fitting: &Conditions) -> Result<u64, RecordsError> {
        let Conditions { from, conditions, values } = fitting;
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {conditions} LIMIT {FOUND_AT_MOST})");
        Ok(self.records.one(&sql, &params_of(values), |row| unsigned(row, 0))?.unwrap_or(0))
    }

    fn page(
        &self,
        fitting: &Conditions,
        order: RecordOrder,
        offset: u64,
        limit: u32,
    ) -> Result<Vec<RecordRow>, RecordsError> {
        let Conditions { from, conditions, values } = fitting;
        let order = order_by(order);
        let place = values.len();
        // The page is found in the indexes alone; only its own rows are then read whole.
        let sql = format!(
            "WITH page AS MATERIALIZED (SELECT r.id AS id, row_number() OVER () AS place FROM (
                 SELECT r.id AS id FROM {from} WHERE {conditions}
                 ORDER BY {order} LIMIT ?{} OFFSET ?{}) r)
             SELECT {ROW_COLUMNS} FROM page JOIN record r ON r.id = page.id
             JOIN customer c ON c.id = r.customer ORDER BY page.place",
            place + 1,
            place + 2
        );
        let mut values = values.clone();
        values.extend([Value::Integer(limit.into()), Value::Integer(signed(offset))]);
        Ok(self.records.all(&sql, &params_of(&values), |row| row_at(&self.group, row))?)
    }
}

fn params_of(values: &[Value]) -> Vec<&dyn ToSql> {
    values.iter().map(|value| value as &dyn ToSql).collect()
}

const fn order_by(order: RecordOrder) -> &'static str {
    match order {
        RecordOrder::NewestFirst => "r.filed_at DESC, r.id DESC",
        RecordOrder::OldestFirst => "r.filed_at, r.id",
        RecordOrder::Title => "r.title_key, r.id",
        RecordOrder::Largest => "r.size DESC, r.id DESC",
    }
}

fn conditions(query: &RecordQuery, customer: Option<i64>) -> Conditions {
    let mut fitting = Conditions { from: "record r", conditions: "TRUE".to_owned(), values: Vec::new() };
    if let Some(expression) = text::match_expression(&query.text) {
        fitting.from = FOUND_BY_WORDS;
        fitting.values.push(Value::Text(expression));
    }
    if let Some(customer) = customer {
        fitting.and("r.customer =", Value::Integer(customer), "");
    }
    if let Some(kind) = query.kind {
        fitting.and("r.kind =", Value::Text(kind.key().to_owned()), "");
    }
    if let Some(tag) = &query.tag {
        fitting.and("r.id IN (SELECT t.record FROM tag t WHERE t.tag =", Value::Text(tag.clone()), ")");
    }
    if let Some(from) = query.filed_from {
        fitting.and("r.filed_at >=", Value::Integer(from.unix_millis()), "");
    }
    if let Some(before) = query.filed_before {
        fitting.and("r.filed_at <", Value::Integer(before.unix_millis()), "");
    }
    fitting
}

/// The words are parameter 1. The newest hits are taken, and the order of the joins is kept: the planner does not
/// know how few hits there are.
const FOUND_BY_WORDS: &str = "(SELECT rowid AS id FROM record_text WHERE record_text MATCH ?1
     ORDER BY rowid DESC LIMIT 10000) f CROSS JOIN record r ON r.id = f.id";

impl Conditions {
    fn and(&mut self, before: &str, value: Value, after: &str) {
        self.values.push(value);
        let place = self.values.len();
        self.conditions.push_str(&format!(" AND {before} ?{place}{after}"));
    }
}
