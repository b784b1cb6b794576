import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';

/** An open database: write-ahead log, every commit flushed to the disk, foreign keys on, five seconds of patience with another process. */
export interface OpenedDatabase {
  readonly db: DatabaseSync;
  /** Where the damaged file went, when there was one; `db` is then a fresh database. */
  readonly movedAside?: string;
  close(): void;
}

const wholeCheckLimit = 64 * 1024 * 1024;

/**
 * Opens `file`, and brings it up to date: `migrations[n]` leads from `user_version` n to n + 1, each in a transaction of
 * its own. Before an existing file is migrated a copy is made beside it (`<file>.v<n>.copy`). A damaged file is moved
 * aside (`<file>.damaged-<time>`), never deleted. Throws `storage` with the `reason` `read-only`, `newer` (written by a
 * later release), `busy`, `damaged` or `failed` and the `path`, or `disk-full`.
 */
export function openDatabase(file: string, migrations: readonly string[], log: Log): OpenedDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw storageError(cause, file);
  }
  let movedAside: string | undefined;
  let db: DatabaseSync;
  try {
    db = openChecked(file);
  } catch (cause) {
    const error = storageError(cause, file);
    if (error.detail?.reason !== 'damaged') throw error;
    movedAside = moveAside(file);
    log.error('database.moved-aside', { to: movedAside });
    try {
      db = openChecked(file);
    } catch (again) {
      throw storageError(again, file);
    }
  }
  try {
    migrate(db, file, migrations, log);
  } catch (cause) {
    db.close();
    throw storageError(cause, file);
  }
  return { db, ...(movedAside === undefined ? {} : { movedAside }), close: () => db.close() };
}

/**
 * Runs `work` in one transaction: all of it is stored, or nothing. Inside another transaction it joins that one. Throws
 * `storage`, `disk-full`, and `cancelled` once the database is closed.
 */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  // The client is ending; what comes now was asked too late.
  if (!db.isOpen) throw new AppError('cancelled', { detail: { reason: 'closed' } });
  if (db.isTransaction) return work();
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (cause) {
    // A full disk may have ended the transaction already.
    if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    throw isSqliteError(cause) ? storageError(cause) : cause;
  }
}

/** Statements of one database, prepared once each and kept. Failures are `storage` or `disk-full`. */
export interface Queries {
  run(sql: string, ...values: readonly SQLInputValue[]): void;
  /** The first row, or `undefined`. The caller names the columns that its statement selects. */
  get<Row>(sql: string, ...values: readonly SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly SQLInputValue[]): Row[];
}

export function createQueries(db: DatabaseSync): Queries {
  const prepared = new Map<string, StatementSync>();
  function withStatement<T>(sql: string, use: (statement: StatementSync) => T): T {
    try {
      let statement = prepared.get(sql);
      if (!statement) {
        statement = db.prepare(sql);
        prepared.set(sql, statement);
      }
      return use(statement);
    } catch (cause) {
      throw storageError(cause);
    }
  }
  return {
    run: (sql, ...values) => void withStatement(sql, (statement) => statement.run(...values)),
    get: <Row>(sql: string, ...values: readonly SQLInputValue[]) =>
      withStatement(sql, (statement) => statement.get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: readonly SQLInputValue[]) =>
      withStatement(sql, (statement) => statement.all(...values) as Row[]),
  };
}

function openChecked(file: string): DatabaseSync {
  // What a process that ended in the middle left behind is where damage is likely, however large the file is.
  const leftBehind = existsSync(`${file}-wal`);
  const db = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (leftBehind || statSync(file).size <= wholeCheckLimit) {
      const found = db.prepare('PRAGMA quick_check(1)').get();
      if (found?.quick_check !== 'ok') throw new AppError('storage', { detail: { reason: 'damaged', path: file } });
    }
    // Write access shows itself only at a write: this one takes the lock and changes nothing.
    db.exec('BEGIN IMMEDIATE; ROLLBACK;');
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function moveAside(file: string): string {
  const target = `${file}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    for (const suffix of ['-wal', '-shm', '']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
    }
  } catch (cause) {
    throw storageError(cause, file);
  }
  return target;
}

function migrate(db: DatabaseSync, file: string, migrations: readonly string[], log: Log): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > migrations.length) throw new AppError('storage', { detail: { reason: 'newer', path: file } });
  if (version > 0 && version < migrations.length) {
    const copy = `${file}.v${version}.copy`;
    rmSync(copy, { force: true });
    db.prepare('VACUUM INTO ?').run(copy);
    log.info('database.copied', { version, copy });
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    transaction(db, () => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${index + 1}`);
    });
    log.info('database.migrated', { version: index + 1 });
  }
}

function isSqliteError(cause: unknown): cause is Error & { errcode: number } {
  return cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number';
}

// Primary result codes of SQLite (sqlite.org/rescode.html).
const sqliteReasons: Readonly<Record<number, string>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  11: 'damaged',
  14: 'read-only',
  26: 'damaged',
};
const fileReasons: Readonly<Record<string, string>> = { EACCES: 'read-only', EPERM: 'read-only', EROFS: 'read-only' };

/** The failure of a file or of the database as `storage` or `disk-full`; AppErrors stay what they are. */
export function storageError(cause: unknown, path?: string): AppError {
  if (cause instanceof AppError) return cause;
  const place = path === undefined ? {} : { path };
  if (isSqliteError(cause)) {
    const code = cause.errcode & 0xff;
    if (code === 13) return new AppError('disk-full', { cause, detail: place });
    return new AppError('storage', { cause, detail: { reason: sqliteReasons[code] ?? 'failed', ...place } });
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC') return new AppError('disk-full', { cause, detail: place });
  return new AppError('storage', { cause, detail: { reason: fileReasons[code] ?? 'failed', ...place } });
}
