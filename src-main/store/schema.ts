/**
 * The numbered forward migrations of `history.db`; entry n leads from version n to n + 1. Never change one that was
 * released. JSON columns hold what the schemas of src-shared/model.ts describe. What is true only while the client
 * runs (phase, presence) has no column.
 */
export const historyMigrations: readonly string[] = [
  `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    engine TEXT NOT NULL,
    address TEXT NOT NULL,
    login TEXT NOT NULL,
    self_id TEXT NOT NULL,
    nick TEXT NOT NULL,
    signature TEXT NOT NULL,
    avatar TEXT,
    status TEXT NOT NULL,
    remembered INTEGER NOT NULL,
    auto_sign_in INTEGER NOT NULL,
    can TEXT NOT NULL,
    UNIQUE (engine, address, login)
  ) STRICT;

  CREATE TABLE category (
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    sort INTEGER NOT NULL,
    PRIMARY KEY (account, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE contact (
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    id TEXT NOT NULL,
    nick TEXT NOT NULL,
    remark TEXT NOT NULL,
    category TEXT NOT NULL,
    signature TEXT NOT NULL,
    avatar TEXT,
    PRIMARY KEY (account, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE chat_group (
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    remark TEXT NOT NULL,
    memo TEXT NOT NULL,
    role TEXT NOT NULL,
    member_count INTEGER NOT NULL,
    policy TEXT NOT NULL,
    avatar TEXT,
    PRIMARY KEY (account, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE member (
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    chat_group TEXT NOT NULL,
    id TEXT NOT NULL,
    nick TEXT NOT NULL,
    card TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (account, chat_group, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE conversation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    kind TEXT NOT NULL,
    peer TEXT NOT NULL,
    title TEXT NOT NULL,
    read_order INTEGER NOT NULL,
    draft TEXT,
    active_time INTEGER NOT NULL,
    hidden INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX conversation_account ON conversation (account);

  CREATE TABLE message (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,
    server_id TEXT,
    position INTEGER NOT NULL,
    time INTEGER NOT NULL,
    sender TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    own INTEGER NOT NULL,
    segments TEXT NOT NULL,
    font TEXT,
    state TEXT NOT NULL,
    error TEXT,
    UNIQUE (conversation, position),
    UNIQUE (conversation, server_id)
  ) STRICT;
  CREATE INDEX message_of_others ON message (conversation, position) WHERE own = 0;
  CREATE INDEX message_sending ON message (conversation, position) WHERE state = 'sending';
  `,
];
