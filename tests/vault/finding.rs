//! Customers and records are found as they are typed, with and without diacritics, by page and in order.

use std::time::Duration;

use strongroom::base::job::Watch;
use strongroom::document::FileKind;
use strongroom::records::face::{CsvMapping, CustomerQuery, IdentityDraft, RecordOrder, RecordQuery};
use strongroom::records::{
    FreeFloor, GroupStore, NotLogged, RecordEdit, RecordsError, TableError, preview_table,
};
use strongroom::store::Access;

use crate::group::{House, customer, import_one, named};

fn names(group: &GroupStore, text: &str) -> Vec<String> {
    let query = CustomerQuery { group: None, text: text.to_owned() };
    let found = group.find_customers(&query, 0, 50).unwrap();
    assert_eq!(found.total, found.rows.len() as u64);
    found.rows.into_iter().filter_map(|row| row.name).collect()
}

#[test]
fn diacritics_may_be_left_out_or_be_of_the_old_kind() {
    let mut house = House::new();
    let mut group = house.group();
    for name in ["Ștefan Țîrău", "Şerban Ţepeş", "Ânghel Bădîță", "Stefan Tanase", "Müller Jörg"]
    {
        customer(&mut group, name);
    }
    for text in ["Ștefan", "Stefan", "stef", "ŞTEF", "ștef"] {
        assert_eq!(names(&group, text), ["Stefan Tanase", "Ștefan Țîrău"], "{text}");
    }
    assert_eq!(names(&group, "serban tepes"), ["Şerban Ţepeş"]);
    assert_eq!(names(&group, "Șerban Țepeș"), ["Şerban Ţepeş"]);
    assert_eq!(names(&group, "anghel badita"), ["Ânghel Bădîță"]);
    assert_eq!(names(&group, "ț"), ["Şerban Ţepeş", "Stefan Tanase", "Ștefan Țîrău"]);
    assert_eq!(names(&group, "muller"), ["Müller Jörg"]);
    assert_eq!(names(&group, "\" OR ("), Vec::<String>::new());
    assert_eq!(names(&group, "* ^ : -"), Vec::<String>::new());
}

#[test]
fn contacts_and_codes_are_found_in_any_way_they_are_typed() {
    let mut house = House::new();
    let mut group = house.group();
    let code = group.draw_code().unwrap();
    let draft = IdentityDraft {
        name: "Ana Pop".into(),
        email: "ana.pop@example.ro".into(),
        phone: "0722 123 456".into(),
        address: "Str. Lungă 5\nBrașov".into(),
        notes: "secret".into(),
    };
    group.add_customer(code, &draft).unwrap();
    customer(&mut group, "Ion");
    let shown = code.to_string();
    for text in
        ["ana.pop@ex", "example.ro", "0722123", "0722 123 456", "+0722", "brasov", "Pop lung", &shown[..6]]
    {
        assert_eq!(names(&group, text), ["Ana Pop"], "{text}");
    }
    for text in [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), shown.replace('0', "o")] {
        assert_eq!(names(&group, &text), ["Ana Pop"], "{text}");
    }
    assert_eq!(names(&group, "secret"), Vec::<String>::new());
    assert_eq!(group.customer(code).unwrap().identity, Some(draft));
}

#[test]
fn an_edited_customer_is_found_by_the_new_name_alone() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana Pop");
    group.edit_customer(code, &named("Ana Ionescu")).unwrap();
    assert_eq!(names(&group, "pop"), Vec::<String>::new());
    assert_eq!(names(&group, "ionescu"), ["Ana Ionescu"]);
    assert!(matches!(group.add_customer(code, &named("B")), Err(RecordsError::CodeTaken)));
    assert!(matches!(
        group.edit_customer(code, &named(" ")),
        Err(RecordsError::BadInput { field: "name", why: "empty" })
    ));
}

#[test]
fn all_customers_come_by_name_and_by_page() {
    let mut house = House::new();
    let mut group = house.group();
    for number in 0..25 {
        customer(
            &mut group,
            &format!("{} N{:02}", if number % 2 == 0 { "ș" } else { "S" }, (number * 7) % 25),
        );
    }
    let mut all = Vec::new();
    for offset in [0, 10, 20] {
        let page = group.find_customers(&CustomerQuery::default(), offset, 10).unwrap();
        assert_eq!(page.total, 25);
        all.extend(page.rows.into_iter().map(|row| row.name.unwrap()));
    }
    let keys: Vec<String> = all.iter().map(|name| name.chars().skip(2).collect()).collect();
    assert_eq!(keys, (0..25).map(|number| format!("N{number:02}")).collect::<Vec<_>>());
}

#[test]
fn without_the_identities_there_are_codes_and_no_names() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana Pop");
    let id = group.id();
    drop(group);
    let mut group = house.open_as(id, Access::ReadWrite, FreeFloor::Bytes(0), false);
    let rows = group.find_customers(&CustomerQuery::default(), 0, 10).unwrap().rows;
    assert_eq!((rows[0].code, rows[0].name.clone(), rows.len()), (code, None, 1));
    let by_code = CustomerQuery { group: None, text: code.to_string() };
    assert_eq!(group.find_customers(&by_code, 0, 10).unwrap().total, 1);
    let by_name = CustomerQuery { group: None, text: "ana".to_owned() };
    assert_eq!(group.find_customers(&by_name, 0, 10).unwrap().total, 0);
    assert!(matches!(group.edit_customer(code, &named("B")), Err(RecordsError::NotGranted)));
}

fn titles(group: &GroupStore, query: &RecordQuery) -> Vec<String> {
    let found = group.find_records(query, 0, 50).unwrap();
    assert_eq!(found.total, found.rows.len() as u64, "{query:?}");
    found.rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn records_are_found_by_every_part_and_in_every_order() {
    let mut house = House::new();
    let mut group = house.group();
    let ana = customer(&mut group, "Ana");
    let ion = customer(&mut group, "Ion");
    let mut ids = Vec::new();
    for (code, name, bytes) in
        [(ana, "Factură mai.txt", "22"), (ana, "contract.csv", "a;b\n"), (ion, "Factura iunie.txt", "1")]
    {
        ids.push(import_one(&mut group, code, name, bytes.as_bytes().to_vec()));
        house.clock.advance(Duration::from_mins(1));
    }
    let edit = RecordEdit {
        title: "Factură mai".into(),
        tags: vec!["urgent".into(), "Plăți".into()],
        notes: "n".into(),
    };
    group.edit_record(ids[0], &edit).unwrap();
    let text = |text: &str| RecordQuery { text: text.to_owned(), ..RecordQuery::default() };
    let none = RecordQuery::default();
    assert_eq!(titles(&group, &none), ["Factura iunie", "contract", "Factură mai"]);
    assert_eq!(titles(&group, &text("factura")), ["Factura iunie", "Factură mai"]);
    assert_eq!(titles(&group, &text("fact plati")), ["Factură mai"]);
    assert_eq!(titles(&group, &text(&ion.to_string())), ["Factura iunie"]);
    assert_eq!(titles(&group, &text(&ion.compact()[..6])), ["Factura iunie"]);
    assert_eq!(
        titles(&group, &RecordQuery { customer: Some(ana), ..none.clone() }),
        ["contract", "Factură mai"]
    );
    assert_eq!(titles(&group, &RecordQuery { kind: Some(FileKind::Csv), ..none.clone() }), ["contract"]);
    assert_eq!(titles(&group, &RecordQuery { tag: Some("urgent".into()), ..none.clone() }), ["Factură mai"]);
    let after =
        RecordQuery { filed_from: Some(crate::group::NOON.plus(Duration::from_mins(1))), ..none.clone() };
    assert_eq!(titles(&group, &after), ["Factura iunie", "contract"]);
    let before = RecordQuery { filed_before: after.filed_from, customer: Some(ana), ..text("mai") };
    assert_eq!(titles(&group, &before), ["Factură mai"]);
    for (order, expected) in [
        (RecordOrder::OldestFirst, ["Factură mai", "contract", "Factura iunie"]),
        (RecordOrder::Title, ["contract", "Factura iunie", "Factură mai"]),
        (RecordOrder::Largest, ["contract", "Factură mai", "Factura iunie"]),
    ] {
        assert_eq!(titles(&group, &RecordQuery { order, ..none.clone() }), expected);
    }
    let detail = group.record(ids[0]).unwrap();
    assert_eq!(
        (detail.row.tags, detail.notes),
        (vec!["Plăți".to_owned(), "urgent".to_owned()], "n".to_owned())
    );
    assert_eq!(group.tags(10).unwrap().len(), 2);
}

#[test]
fn a_table_of_customers_is_imported_and_its_bad_rows_are_named() {
    let mut house = House::new();
    let mut group = house.group();
    let path = house.folder.path().join("clienti.csv");
    // Windows-1250, as spreadsheets here often save it.
    let table = b"Nume;Telefon;E-mail\r\n\xaatefan Pop;0722;s@x.ro\r\n;0733;\r\n\"Ana\r\nBad\";1;2\r\nIon \xdei;;\r\n";
    std::fs::write(&path, table).unwrap();
    let preview = preview_table(&path, None).unwrap();
    assert_eq!(preview.columns, ["Nume", "Telefon", "E-mail"]);
    assert_eq!((preview.total, preview.rows[0][0].as_str()), (4, "Ştefan Pop"));
    let mapping = CsvMapping { name: Some(0), phone: Some(1), email: Some(2), ..CsvMapping::default() };
    assert_eq!(preview.guess, mapping);
    // What would be refused is known before, and follows the columns.
    let faults = [None, Some("empty-name"), Some("bad-character"), None];
    assert_eq!((preview.refused, preview.faults.as_slice()), (2, &faults[..]));
    let by_phone = CsvMapping { name: Some(1), ..CsvMapping::default() };
    let other = preview_table(&path, Some(by_phone)).unwrap();
    assert_eq!((other.judged, other.refused, other.faults[3]), (by_phone, 1, Some("empty-name")));

    let refused =
        group.import_customers(&path, mapping, &mut Watch::unwatched(), |_| Err(NotLogged("full".into())));
    assert!(matches!(refused, Err(TableError::NotLogged(_))));
    assert_eq!(group.counts().unwrap().customers, 0);

    let mut logged = 0;
    let outcome = group
        .import_customers(&path, mapping, &mut Watch::unwatched(), |codes| {
            logged += codes.len();
            Ok(())
        })
        .unwrap();
    assert_eq!((outcome.added, logged), (2, 2));
    assert_eq!(outcome.refused, [(3, "empty-name"), (4, "bad-character")]);
    assert_eq!(names(&group, "stefan"), ["Ştefan Pop"]);
    assert!(matches!(
        group.import_customers(&path, CsvMapping::default(), &mut Watch::unwatched(), |_| Ok(())),
        Err(TableError::NoNameColumn)
    ));
}
