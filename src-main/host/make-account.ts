import { join } from 'node:path';
import type { NewAccount } from '#main/command-line.ts';
import { openHouse } from '#main/server/house.ts';
import { createLog } from '#main/store/log.ts';
import { AppError } from '#shared/errors.ts';
import { askPassword } from './ask-password.ts';
import { makeFolder } from './folder.ts';
import { takeInstance } from './instance.ts';
import { printError, printLine } from './print.ts';
import { words } from './words.ts';

/**
 * The administrator's command: makes an account on the chat server in `dir`, which must not be running. The password
 * comes from standard input, so that it stands in no list of processes. Resolves with the exit code.
 */
export async function makeAccount(dir: string, account: NewAccount): Promise<number> {
  makeFolder(dir);
  const lock = takeInstance(dir);
  if (!lock) {
    printError(words.inUse(dir));
    return 1;
  }
  const password = await askPassword(words.askPassword(account.login));
  const log = createLog(join(dir, 'logs'));
  try {
    const problem = password === '' ? words.noPassword() : addPerson(dir, account, password, log);
    if (problem === undefined) printLine(words.accountMade(account.login));
    else printError(problem);
    return problem === undefined ? 0 : 1;
  } finally {
    await log.close();
    lock.release();
  }
}

/** The sentence about what is wrong, if something is. */
function addPerson(
  dir: string,
  { login, nick, buddies }: NewAccount,
  password: string,
  log: ReturnType<typeof createLog>,
): string | undefined {
  const house = openHouse(dir, log);
  try {
    const stranger = buddies.find((buddy) => !house.person(Number(buddy)));
    if (stranger !== undefined) return words.noSuchAccount(stranger);
    house.addPerson({ number: Number(login), nick, password });
    for (const buddy of buddies) house.befriend(Number(login), Number(buddy));
    return undefined;
  } catch (error) {
    if (AppError.from(error).code !== 'bad-request') throw error;
    return words.numberNotFree(login);
  } finally {
    house.close();
  }
}
