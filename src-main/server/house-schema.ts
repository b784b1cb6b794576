/** Numbered forward migrations of the chat server's own database. */
export const houseMigrations: readonly string[] = [
  `
  CREATE TABLE person (
    number INTEGER PRIMARY KEY,
    nick TEXT NOT NULL,
    signature TEXT NOT NULL DEFAULT '',
    robot TEXT,
    secret BLOB,
    acknowledged INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE category (
    owner INTEGER NOT NULL REFERENCES person(number),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (owner, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE contact (
    owner INTEGER NOT NULL REFERENCES person(number),
    person INTEGER NOT NULL REFERENCES person(number),
    remark TEXT NOT NULL,
    category INTEGER NOT NULL,
    PRIMARY KEY (owner, person)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE room (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    memo TEXT NOT NULL,
    owner INTEGER NOT NULL REFERENCES person(number)
  ) STRICT;
  CREATE TABLE member (
    room INTEGER NOT NULL REFERENCES room(number),
    person INTEGER NOT NULL REFERENCES person(number),
    admin INTEGER NOT NULL,
    card TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (room, person)
  ) STRICT, WITHOUT ROWID;
  -- AUTOINCREMENT: a number is never given twice, because receivers know messages by it.
  CREATE TABLE message (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    sender INTEGER NOT NULL REFERENCES person(number),
    person INTEGER REFERENCES person(number),
    room INTEGER REFERENCES room(number),
    sequence INTEGER NOT NULL,
    send_key TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX message_by_key ON message(sender, send_key) WHERE send_key IS NOT NULL;
  CREATE INDEX message_by_person ON message(person, number) WHERE person IS NOT NULL;
  CREATE INDEX message_by_room ON message(room, number) WHERE room IS NOT NULL;
  -- The newest message between two people, for lists of recent chats.
  CREATE TABLE chat (
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (low, high)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX chat_by_high ON chat(high);
  `,
];
