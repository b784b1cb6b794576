import { join } from 'node:path';
import type { Log } from '#shared/log.ts';
import { type AccountTable, createAccountTable } from './accounts.ts';
import { type ConversationTable, createConversationTable } from './conversations.ts';
import { createMessageTable, type MessageTable } from './messages.ts';
import { createRosterTable, type RosterTable } from './roster.ts';
import { historyMigrations } from './schema.ts';
import { createQueries, openDatabase, transaction } from './sqlite.ts';

/** The database of one profile. Failures are `storage` or `disk-full`. */
export interface Store {
  readonly accounts: AccountTable;
  readonly roster: RosterTable;
  readonly conversations: ConversationTable;
  readonly messages: MessageTable;
  /** Where a damaged database went; this one is then fresh. */
  readonly movedAside?: string;
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens `history.db` in the profile folder; see `openDatabase` for what it throws. */
export function openStore(profileDir: string, log: Log): Store {
  const opened = openDatabase(join(profileDir, 'history.db'), historyMigrations, log);
  const queries = createQueries(opened.db);
  return {
    accounts: createAccountTable(queries),
    roster: createRosterTable(queries),
    conversations: createConversationTable(queries),
    messages: createMessageTable(queries),
    ...(opened.movedAside === undefined ? {} : { movedAside: opened.movedAside }),
    transaction: (work) => transaction(opened.db, work),
    close: opened.close,
  };
}
