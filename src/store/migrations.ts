import { leadTables } from './lead-tables.ts'
import { mailTables } from './mail-tables.ts'
import { personTables } from './person-tables.ts'
import { priceTables } from './price-tables.ts'
import { pulseTables } from './pulse-tables.ts'
import { surveyTables } from './survey-tables.ts'

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
  `create table account (
    id text primary key,
    email text not null unique,
    name text not null,
    role text not null,
    scope text not null,
    language text not null,
    created_at text not null,
    disabled_at text,
    password text,
    totp text,
    totp_step integer not null default 0,
    totp_offered text
  ) strict, without rowid;
  create table session (
    sha256 text primary key,
    account text not null references account (id),
    created integer not null,
    seen integer not null
  ) strict, without rowid;
  create table api_token (
    id text primary key,
    sha256 text not null unique,
    account text not null references account (id),
    name text not null,
    uses text not null,
    created_at text not null,
    expires_at text,
    revoked_at text
  ) strict, without rowid;
  create table link (
    sha256 text primary key,
    kind text not null,
    account text references account (id),
    expires integer not null
  ) strict, without rowid;
  create table attempt (name text not null, at integer not null) strict;
  create index attempt_by_name on attempt (name, at);
  create table journal (
    sequence integer primary key,
    at text not null,
    actor text not null,
    action text not null,
    subject text,
    detail text,
    previous text not null,
    sha256 text not null
  ) strict;
  create table journal_end (only integer primary key check (only = 1), rows integer not null, sha256 text not null) strict;
  insert into journal_end values (1, 0, '');
  create trigger journal_unchanged before update on journal begin select raise(abort, 'the journal only grows'); end;
  create trigger journal_kept before delete on journal begin select raise(abort, 'the journal only grows'); end;`,
  `create table identity (
    issuer text not null,
    subject text not null,
    account text not null references account (id),
    primary key (issuer, subject)
  ) strict, without rowid;
  create index identity_by_account on identity (account);
  create table sign_on (
    sha256 text primary key,
    state text not null,
    nonce text not null,
    verifier text not null,
    return_to text not null,
    expires integer not null,
    account text references account (id)
  ) strict, without rowid;`,
  mailTables,
  pulseTables,
  surveyTables,
  priceTables,
  leadTables,
  personTables,
]
