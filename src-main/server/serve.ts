import { startHttpServer } from '#main/net/http-server.ts';
import type { Log } from '#shared/log.ts';
import { furnish, sampleAccounts } from './demo.ts';
import { createFaults, type Faults } from './faults.ts';
import { type House, openHouse } from './house.ts';
import { createLobby, type LobbyPace, usualPace } from './lobby.ts';
import { startRobots } from './robots.ts';
import { createSignals } from './signals.ts';
import { createWebqqDoor } from './webqq-door/door.ts';
import type { PictureCode } from './webqq-door/picture-codes.ts';
import { type GuessLimits, usualGuessLimits } from './webqq-door/tickets.ts';

export interface ChatServerOptions {
  /** Holds the database and the key file; made when it is not there. */
  readonly dir: string;
  /** The address to listen on; 127.0.0.1 unless a person opens the server to a network. */
  readonly host?: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Puts the sample people in, if nobody lives in the house yet. */
  readonly demo: boolean;
  readonly log: Log;
  readonly pace?: Partial<LobbyPace>;
  readonly guesses?: Partial<GuessLimits>;
  /** Is told what each sign-in picture asks for. Tests need it: they cannot read pictures. */
  readonly onPicture?: (issued: PictureCode) => void;
}

export interface ChatServer {
  /** `http://host:port` without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** The sample people who can sign in; empty in a house without them. */
  readonly samples: readonly { readonly login: string; readonly nick: string; readonly password: string }[];
  readonly house: House;
  readonly faults: Faults;
  /** Ends all sign-ins, writes what is to be written and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts the chat server. Rejects with `refused` (`reason` `port-taken` or `port-forbidden`), `storage` or `disk-full`.
 */
export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const { dir, host = '127.0.0.1', port, demo, log } = options;
  const house = openHouse(dir, log);
  if (demo && house.people().length === 0) furnish(house);
  const lobby = createLobby(house, { ...usualPace, ...options.pace }, log);
  const stopRobots = startRobots(house, log);
  const faults = createFaults();
  const signals = createSignals(house, lobby);
  const guesses = { ...usualGuessLimits, ...options.guesses };
  const door = createWebqqDoor({ house, lobby, signals, faults, guesses, onPicture: options.onPicture, log });
  async function leave(): Promise<void> {
    stopRobots();
    await lobby.close();
    house.close();
  }
  try {
    const server = await startHttpServer({ fetch: door.fetch, host, port });
    log.info('server.started', { port: server.port, people: house.people().length });
    return {
      url: server.url,
      port: server.port,
      samples: demo ? sampleAccounts(house) : [],
      house,
      faults,
      async close() {
        await server.close();
        await leave();
      },
    };
  } catch (cause) {
    await leave();
    throw cause;
  }
}
