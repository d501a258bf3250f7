/** Of whom imports may say nothing personal any more. */
export const personTables = `create table forgotten_person (
    entity text not null,
    id text not null,
    primary key (entity, id)
  ) strict, without rowid;`

export type PersonTables = { forgotten_person: { entity: string; id: string } }
