/** Numbered steps from an empty file to today's shape. A step that has been released is never edited. */
export const migrations: readonly string[] = [
  `create table batch (
    sequence integer primary key,
    import_id text not null unique,
    manifest text not null,
    withdrawn_at text
  ) strict;
  create table person (
    entity text not null,
    id text not null,
    precedence integer not null,
    sequence integer not null,
    name text, phone text, email text, note text,
    primary key (entity, id, precedence)
  ) strict, without rowid;
  create table pending_person (sequence integer primary key) strict;
  create table setting (name text primary key, value text not null) strict, without rowid;
  create table mapping (headers_sha256 text primary key, mappings text not null) strict, without rowid;
  create table secret (name text primary key, value text not null) strict, without rowid;
  insert into secret values ('hashing_key', lower(hex(randomblob(32))));
  create table data_version (only integer primary key check (only = 1), version integer not null) strict;
  insert into data_version values (1, 1);`,
]
