/** The mail server; its password stands here alone. */
export const mailTables = `create table mail_server (
    only integer primary key check (only = 1),
    server text not null,
    password text
  ) strict;`

export type MailTables = { mail_server: { only: number; server: string; password: string | null } }
