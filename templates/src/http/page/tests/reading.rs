use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use super::super::{Page, PageReader, Paging};
use super::{attributes, number, paging};
use crate::dynamodb::{Attributes, Expression, required};
use crate::http::Error;

type Filter = fn(usize) -> bool;

/// A list of the items 0 to `size`, of which a filter leaves out those that `keeps` doesn't hold for.
struct List {
    size: usize,
    filter: Option<Filter>,
    /// Whether DynamoDB says that there may be more when it has just read the last item.
    unsure: bool,
}

fn list(size: usize, filter: Option<Filter>) -> List {
    List {
        size,
        filter,
        unsure: false,
    }
}

/// A page of a list: its items, and how many items each of its reads looked at.
#[derive(Debug, PartialEq)]
struct Seen {
    items: Vec<usize>,
    reads: Vec<usize>,
    next_cursor: Option<String>,
}

impl List {
    fn page(&self, limit: usize, cursor: Option<String>) -> Seen {
        let paging = paging(limit, cursor);
        let mut filter = Expression::default();
        if self.filter.is_some() {
            filter.exists("id");
        }
        let mut reader = PageReader::new(&paging, &["id"], Attributes::new(), &filter, id)
            .expect("our own cursor");
        let mut reads = Vec::new();
        while let Some(read) = reader.next_read() {
            let from = read.start.map_or(0, |last| id(&last).expect("a key") + 1);
            let size = usize::try_from(read.size).expect("a size");
            let to = self.size.min(from + size);
            let kept = (from..to).filter(|item| self.filter.is_none_or(|keeps| keeps(*item)));
            let more = to < self.size || (self.unsure && to == from + size);
            let last = more.then(|| attributes(&[("id", number(to - 1))]));
            let kept = kept.map(|item| attributes(&[("id", number(item))]));
            reader.add(Some(kept.collect()), last, |_| true);
            reads.push(size);
        }
        let Page { items, next_cursor } = reader.finish();
        Seen {
            items,
            reads,
            next_cursor,
        }
    }

    /// The pages that a client sees who follows the cursors.
    fn pages(&self, limit: usize) -> Vec<Seen> {
        let mut pages = vec![self.page(limit, None)];
        while let Some(cursor) = pages.last().and_then(|page| page.next_cursor.clone()) {
            pages.push(self.page(limit, Some(cursor)));
        }
        pages
    }
}

fn id(item: &Attributes) -> Result<usize, Error> {
    let id: i64 = required(item, "id")?;
    Ok(usize::try_from(id).expect("ids begin at 0"))
}

#[test]
fn the_cursors_lead_to_each_item_once_and_in_order() {
    let filters: [Option<Filter>; 4] = [
        None,
        Some(|_| true),
        Some(|item| item % 7 == 3),
        Some(|_| false),
    ];
    let lists = [
        (0, 5),
        (1, 1),
        (5, 5),
        (6, 5),
        (10, 5),
        (1000, 100),
        (2500, 20),
    ];
    for filter in filters {
        for (size, limit) in lists {
            let list = list(size, filter);
            reaches_each_item_once(&list, limit);
            reaches_each_item_once(
                &List {
                    unsure: true,
                    ..list
                },
                limit,
            );
        }
    }
}

fn reaches_each_item_once(list: &List, limit: usize) {
    let pages: Vec<Vec<usize>> = list
        .pages(limit)
        .into_iter()
        .map(|page| page.items)
        .collect();
    let kept = (0..list.size).filter(|item| list.filter.is_none_or(|keeps| keeps(*item)));
    assert_eq!(
        pages.concat(),
        kept.collect::<Vec<_>>(),
        "{} items by {limit}",
        list.size
    );
    assert!(
        pages.iter().all(|page| page.len() <= limit),
        "{} items by {limit}",
        list.size
    );
}

#[test]
fn a_page_is_full_while_another_follows() {
    let rows: &[(usize, &[usize])] = &[
        (0, &[0]),
        (4, &[4]),
        (5, &[5]),
        (6, &[5, 1]),
        (10, &[5, 5]),
        (11, &[5, 5, 1]),
    ];
    for (size, expected) in rows {
        let list = list(*size, None);
        let sizes: Vec<usize> = list.pages(5).iter().map(|page| page.items.len()).collect();
        assert_eq!(sizes, *expected, "{size} items");
    }
}

#[test]
fn a_read_looks_at_one_item_more_than_the_page_holds() {
    let list = list(50, None);
    assert_eq!(list.page(20, None).reads, [21]);
}

#[test]
fn a_read_that_is_filtered_looks_at_200_items_until_the_page_is_full() {
    let list = list(10_000, Some(|item| item % 100 == 0));
    let page = list.page(5, None);
    assert_eq!(page.items, [0, 100, 200, 300, 400]);
    assert_eq!(page.reads, [200, 200, 200]);
    let from_cursor = list.page(5, page.next_cursor);
    assert_eq!(from_cursor.items, [500, 600, 700, 800, 900]);
}

#[test]
fn a_page_is_sent_short_after_10_reads() {
    let list = list(10_000, Some(|item| item == 1999 || item == 2000));
    let [first, second] = [None, list.page(5, None).next_cursor].map(|cursor| list.page(5, cursor));
    assert_eq!((first.items, first.reads), (vec![1999], vec![200; 10]));
    assert_eq!((second.items, second.reads), (vec![2000], vec![200; 10]));
    assert!(second.next_cursor.is_some());
}

#[test]
fn a_read_that_dynamodb_cuts_short_is_topped_up() {
    let paging = paging(3, None);
    let mut reader = reader(&paging, id);
    let mut sizes = Vec::new();
    let item = |id: usize| attributes(&[("id", number(id))]);
    let mut parts = [(vec![0], Some(0)), (vec![], Some(0)), (vec![1, 2], None)].into_iter();
    while let Some(read) = reader.next_read() {
        sizes.push((
            read.start.map(|start| id(&start).expect("a key")),
            read.size,
        ));
        let (items, last) = parts.next().expect("the list has ended");
        let items = items.into_iter().map(item).collect();
        reader.add(Some(items), last.map(item), |_| true);
    }
    assert_eq!(sizes, [(None, 4), (Some(0), 3), (Some(0), 3)]);
    assert_eq!(
        reader.finish(),
        Page {
            items: vec![0, 1, 2],
            next_cursor: None
        }
    );
}

#[test]
fn a_page_leaves_out_what_can_not_be_read_and_what_is_not_asked_for() {
    let paging = paging(2, None);
    let mut reader = reader(&paging, id);
    let foreign = attributes(&[("id", AttributeValue::S("a text".to_owned()))]);
    let item = |id: usize| attributes(&[("id", number(id))]);
    let items = vec![foreign.clone(), item(0), foreign, item(1), item(2), item(3)];
    reader.add(Some(items), None, |id| *id != 1);
    let page = reader.finish();
    assert_eq!(page.items, [0, 2]);
    assert!(page.next_cursor.is_some(), "3 is on the next page");
}

/// A page of a list without a filter.
fn reader<'a, T: Serialize>(
    paging: &Paging,
    read: fn(&Attributes) -> Result<T, Error>,
) -> PageReader<'a, T> {
    let everything = Expression::default();
    PageReader::new(paging, &["id"], Attributes::new(), &everything, read).expect("a page")
}

/// A page of texts, all of which DynamoDB gives at once: how many of them fit, and where the next
/// one begins.
fn page_of(texts: &[String]) -> (Page<String>, usize) {
    let paging = paging(100, None);
    let text = |item: &Attributes| required(item, "text");
    let mut reader = reader(&paging, text);
    let items = texts.iter().enumerate().map(|(id, text)| {
        attributes(&[
            ("id", number(id)),
            ("text", AttributeValue::S(text.clone())),
        ])
    });
    reader.next_read().expect("a read");
    reader.add(Some(items.collect()), None, |_| true);
    let is_over = reader.next_read().is_none();
    assert!(is_over, "nothing more is read");
    let page = reader.finish();
    let sent = serde_json::json!({ "body": serde_json::json!(page).to_string() }).to_string();
    (page, sent.len())
}

#[test]
fn a_page_ends_before_lambda_refuses_its_answer() {
    let texts = [
        ("a", 14),
        ("é", 14),
        // An answer has 4 bytes for each: JSON in JSON.
        ("\"", 3),
        ("\\", 3),
        ("\n", 4),
        ("\u{1}", 2),
    ];
    for (text, expected) in texts {
        let texts = vec![text.repeat(400 * 1024 / text.len()); 30];
        let (page, sent) = page_of(&texts);
        assert_eq!(page.items.len(), expected, "{text:?}");
        assert!(sent < 6_001_000, "{text:?}: {sent}");
        assert!(page.next_cursor.is_some(), "{text:?}");
    }
}

#[test]
fn the_first_item_of_a_page_always_has_room() {
    let texts = vec!["\u{1}".repeat(1_000_000); 2];
    assert_eq!(page_of(&texts).0.items.len(), 1);
}
