/** Pages of rivals that are watched, the way to them, their history, and sightings not handed on yet. Instants in milliseconds. */
export const priceTables = `create table price_listing (
    listing_id text primary key,
    product_id text not null,
    competitor text not null,
    url text not null,
    domain text not null,
    currency text,
    identity text,
    rule text,
    check_hours real,
    state text not null,
    created_at integer not null,
    due_at integer not null,
    checked_at integer,
    seen_at integer,
    outcome text,
    detail text,
    misses integer not null default 0,
    unchanged integer not null default 0,
    etag text,
    last_modified text,
    full_at integer,
    told_on text,
    review text,
    rule_case text,
    unique (product_id, url)
  ) strict;
  create index price_listing_due on price_listing (due_at) where state in ('active', 'mismatch');
  create index price_listing_domain on price_listing (domain);
  create table price_shop (
    domain text primary key,
    next_at integer not null,
    delay_seconds real not null,
    failures integer not null,
    day text not null,
    requests_today integer not null
  ) strict, without rowid;
  create table price_robots (
    origin text primary key,
    fetched_at integer not null,
    status integer,
    text text
  ) strict, without rowid;
  create table price_visit (
    listing_id text not null references price_listing (listing_id) on delete cascade,
    at integer not null,
    outcome text not null,
    detail text,
    status integer,
    bytes integer not null,
    requests integer not null
  ) strict;
  create index price_visit_of on price_visit (listing_id, at);
  create index price_visit_at on price_visit (at);
  create table price_stretch (
    listing_id text not null references price_listing (listing_id) on delete cascade,
    first_seen_at integer not null,
    last_seen_at integer not null,
    previous_check_at integer,
    closed_at integer,
    confirmations integer not null,
    amount text not null,
    list text,
    currency text,
    availability text not null,
    sources text not null,
    primary key (listing_id, first_seen_at)
  ) strict, without rowid;
  create unique index price_stretch_open on price_stretch (listing_id) where closed_at is null;
  create table price_sighting (sequence integer primary key autoincrement, row text not null) strict;`

export type PriceTables = {
  price_listing: {
    listing_id: string
    product_id: string
    competitor: string
    url: string
    domain: string
    currency: string | null
    identity: string | null
    rule: string | null
    check_hours: number | null
    state: string
    created_at: number
    due_at: number
    checked_at: number | null
    seen_at: number | null
    outcome: string | null
    detail: string | null
    misses: number
    unchanged: number
    etag: string | null
    last_modified: string | null
    full_at: number | null
    told_on: string | null
    review: string | null
    rule_case: string | null
  }
  price_shop: {
    domain: string
    next_at: number
    delay_seconds: number
    failures: number
    day: string
    requests_today: number
  }
  price_robots: { origin: string; fetched_at: number; status: number | null; text: string | null }
  price_visit: {
    listing_id: string
    at: number
    outcome: string
    detail: string | null
    status: number | null
    bytes: number
    requests: number
  }
  price_stretch: {
    listing_id: string
    first_seen_at: number
    last_seen_at: number
    previous_check_at: number | null
    closed_at: number | null
    confirmations: number
    amount: string
    list: string | null
    currency: string | null
    availability: string
    sources: string
  }
  price_sighting: { sequence?: number; row: string }
}
