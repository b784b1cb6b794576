import type { AccountId, PeerId } from '#shared/ids.ts';
import type { Account, Capabilities, EngineKind, MediaHash, Presence } from '#shared/model.ts';
import type { Queries } from './sqlite.ts';

/** The saved accounts. Each loads as `signed-out`. */
export interface AccountTable {
  all(): Account[];
  put(account: Account): void;
  /** Removes the account and everything stored for it. */
  remove(id: AccountId): void;
}

interface Row {
  readonly id: AccountId;
  readonly engine: EngineKind;
  readonly address: string;
  readonly login: string;
  readonly self_id: PeerId;
  readonly nick: string;
  readonly signature: string;
  readonly avatar: MediaHash | null;
  readonly status: Presence;
  readonly remembered: number;
  readonly auto_sign_in: number;
  readonly can: string;
}

export function createAccountTable({ run, all }: Queries): AccountTable {
  return {
    all: () => all<Row>('SELECT * FROM account ORDER BY rowid').map(fromRow),
    put: (account) =>
      run(
        `INSERT INTO account (id, engine, address, login, self_id, nick, signature, avatar, status, remembered, auto_sign_in, can)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET engine = excluded.engine, address = excluded.address, login = excluded.login,
           self_id = excluded.self_id, nick = excluded.nick, signature = excluded.signature, avatar = excluded.avatar,
           status = excluded.status, remembered = excluded.remembered, auto_sign_in = excluded.auto_sign_in,
           can = excluded.can`,
        account.id,
        account.engine,
        account.address,
        account.login,
        account.selfId,
        account.nick,
        account.signature,
        account.avatar ?? null,
        account.status,
        account.remembered ? 1 : 0,
        account.autoSignIn ? 1 : 0,
        JSON.stringify(account.can),
      ),
    remove: (id) => run('DELETE FROM account WHERE id = ?', id),
  };
}

function fromRow(row: Row): Account {
  return {
    id: row.id,
    engine: row.engine,
    address: row.address,
    login: row.login,
    selfId: row.self_id,
    nick: row.nick,
    signature: row.signature,
    ...(row.avatar === null ? {} : { avatar: row.avatar }),
    status: row.status,
    phase: 'signed-out',
    remembered: row.remembered === 1,
    autoSignIn: row.auto_sign_in === 1,
    can: JSON.parse(row.can) as Capabilities,
  };
}
