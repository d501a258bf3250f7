/**
 * People who may be asked, rounds, and whom a round asked in which unit. No table holds an answer, or whether somebody
 * gave one. Rows stand in the order of their keys, which are chance.
 */
export const pulseTables = `create table pulse_person (
    id text primary key,
    name text not null,
    email text,
    team text, location text, tenure_band text,
    language text not null,
    leaving_on text
  ) strict, without rowid;
  create table pulse_round (
    id text primary key,
    number integer not null unique,
    round text not null
  ) strict, without rowid;
  create table pulse_asked (
    round text not null references pulse_round (id),
    person text not null,
    cell text not null,
    primary key (round, person)
  ) strict, without rowid;
  create table pulse_link (
    sha256 text primary key,
    round text not null references pulse_round (id),
    cell text not null,
    language text not null
  ) strict, without rowid;
  create table pulse_mail (
    round text not null references pulse_round (id),
    turn text not null,
    person text not null,
    primary key (round, turn, person)
  ) strict, without rowid;`

export type PulseTables = {
  pulse_person: {
    id: string
    name: string
    email: string | null
    team: string | null
    location: string | null
    tenure_band: string | null
    language: string
    leaving_on: string | null
  }
  pulse_round: { id: string; number: number; round: string }
  pulse_asked: { round: string; person: string; cell: string }
  pulse_mail: { round: string; turn: string; person: string }
  pulse_link: { sha256: string; round: string; cell: string; language: string }
}
