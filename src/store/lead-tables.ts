import type { Generated } from 'kysely'

/** Forms, what signatures of theirs are made with, and what came in by them. */
export const leadTables = `create table lead_form (
    id text primary key,
    created_at text not null,
    form text not null,
    secret text not null default ''
  ) strict, without rowid;
  create table lead (
    sequence integer primary key,
    id text not null unique,
    form text not null references lead_form (id),
    key text not null,
    received_at text not null,
    phone_hash text,
    email_hash text,
    state text not null,
    import_id text,
    lead text not null,
    unique (form, key)
  ) strict;
  create index lead_by_state on lead (state);
  create index lead_by_phone on lead (phone_hash) where phone_hash is not null;
  create index lead_by_email on lead (email_hash) where email_hash is not null;`

export type LeadTables = {
  lead_form: { id: string; created_at: string; form: string; secret: string }
  lead: {
    sequence: Generated<number>
    id: string
    form: string
    key: string
    received_at: string
    phone_hash: string | null
    email_hash: string | null
    state: string
    import_id: string | null
    lead: string
  }
}
