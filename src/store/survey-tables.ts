/** Surveys, who was asked, what was answered, and who is not to be asked. Of a link only its SHA-256 is kept. */
export const surveyTables = `create table survey (
    id text primary key,
    state text not null,
    version integer not null,
    definition text not null,
    created_at text not null,
    changed_at text not null
  ) strict, without rowid;
  create table survey_version (
    survey text not null references survey (id),
    version integer not null,
    definition text not null,
    primary key (survey, version)
  ) strict, without rowid;
  create table survey_sending (only integer primary key check (only = 1), sending text not null) strict;
  create table survey_invitation (
    id text primary key,
    survey text not null references survey (id),
    version integer not null,
    customer_id text not null,
    mailbox text not null,
    domain text not null,
    language text not null,
    state text not null,
    at text not null,
    reminder text,
    reminded_at text,
    answered_at text,
    detail text,
    location_id text,
    product_line text,
    owner text
  ) strict, without rowid;
  create index survey_invitation_by_survey on survey_invitation (survey, at);
  create index survey_invitation_by_customer on survey_invitation (customer_id, at);
  create index survey_invitation_by_day on survey_invitation (at);
  create index survey_invitation_unfinished on survey_invitation (state) where state = 'sending' or reminder = 'sending';
  create table survey_token (
    sha256 text primary key,
    invitation text not null references survey_invitation (id) on delete cascade,
    purpose text not null
  ) strict, without rowid;
  create index survey_token_by_invitation on survey_token (invitation);
  create table survey_response (
    id text primary key,
    survey text not null references survey (id),
    kind text not null,
    version integer not null,
    invitation text unique references survey_invitation (id),
    code text,
    score integer,
    comment text,
    answers text not null,
    language text not null,
    source text not null,
    customer_id text,
    location_id text,
    product_line text,
    owner text,
    first_at text not null,
    changed_at text not null,
    edits integer not null,
    late integer not null,
    suspect integer not null,
    landed integer
  ) strict, without rowid;
  create index survey_response_by_survey on survey_response (survey, first_at);
  create index survey_response_unlanded on survey_response (changed_at)
    where (landed is null or landed < edits) and late = 0 and suspect = 0 and score is not null;
  create table survey_response_before (
    response text not null references survey_response (id),
    edit integer not null,
    at text not null,
    score integer,
    comment text,
    answers text not null,
    primary key (response, edit)
  ) strict, without rowid;
  create table survey_opt_out (
    id text primary key,
    at text not null,
    how text not null,
    customer_id text,
    mailbox text,
    shown text
  ) strict, without rowid;
  create index survey_opt_out_by_customer on survey_opt_out (customer_id);
  create index survey_opt_out_by_mailbox on survey_opt_out (mailbox);
  create table survey_mailbox (
    mailbox text primary key,
    stopped_at text,
    status text,
    soft text not null,
    put_off_until text
  ) strict, without rowid;
  create table survey_domain (domain text primary key, until text not null) strict, without rowid;
  create table survey_code (
    code text primary key,
    survey text not null references survey (id),
    location_id text,
    created_at text not null,
    closed_at text
  ) strict, without rowid;`

type Nullable = string | null

export type SurveyTables = {
  survey: {
    id: string
    state: string
    version: number
    definition: string
    created_at: string
    changed_at: string
  }
  survey_version: { survey: string; version: number; definition: string }
  survey_sending: { only: number; sending: string }
  survey_invitation: {
    id: string
    survey: string
    version: number
    customer_id: string
    mailbox: string
    domain: string
    language: string
    state: string
    at: string
    reminder: Nullable
    reminded_at: Nullable
    answered_at: Nullable
    detail: Nullable
    location_id: Nullable
    product_line: Nullable
    owner: Nullable
  }
  survey_token: { sha256: string; invitation: string; purpose: string }
  survey_response: {
    id: string
    survey: string
    kind: string
    version: number
    invitation: Nullable
    code: Nullable
    score: number | null
    comment: Nullable
    answers: string
    language: string
    source: string
    customer_id: Nullable
    location_id: Nullable
    product_line: Nullable
    owner: Nullable
    first_at: string
    changed_at: string
    edits: number
    late: number
    suspect: number
    landed: number | null
  }
  survey_response_before: {
    response: string
    edit: number
    at: string
    score: number | null
    comment: Nullable
    answers: string
  }
  survey_opt_out: { id: string; at: string; how: string; customer_id: Nullable; mailbox: Nullable; shown: Nullable }
  survey_mailbox: {
    mailbox: string
    stopped_at: Nullable
    status: Nullable
    soft: string
    put_off_until: Nullable
  }
  survey_domain: { domain: string; until: string }
  survey_code: { code: string; survey: string; location_id: Nullable; created_at: string; closed_at: Nullable }
}
