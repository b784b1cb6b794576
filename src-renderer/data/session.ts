import type { CommandName, CommandParams, CommandResult } from '#shared/commands.ts';
import { AppError } from '#shared/errors.ts';
import type { ConversationId } from '#shared/ids.ts';
import type { Connection, FrontPort } from '../bridge/connect.ts';
import { connect } from '../bridge/connect.ts';
import { applyEvents, applySnapshot } from './apply.ts';
import { center } from './center.ts';

let connection: Connection | undefined;

/** What a session needs from its page. */
export interface SessionOptions {
  readonly open: () => Promise<FrontPort>;
  /** The page speaks another version than the main process. */
  outdated(version: number): void;
  /** Watches an open thread anew after the line was interrupted. */
  reopen(id: ConversationId): void;
}

/** Connects the center to the main process. Returns the function that ends the session. */
export function startSession({ open, outdated, reopen }: SessionOptions): () => void {
  const line = connect(open, {
    snapshot: (snapshot) => {
      center.setState((state) => applySnapshot(state, snapshot), true);
      for (const id of Object.keys(center.getState().threads) as ConversationId[]) reopen(id);
    },
    events: (events) => center.setState((state) => applyEvents(state, events), true),
    lost: () => center.setState({ link: 'lost' }),
    outdated,
  });
  const tellVisible = () => line.setVisible(document.visibilityState === 'visible');
  tellVisible();
  document.addEventListener('visibilitychange', tellVisible);
  connection = line;
  return () => {
    document.removeEventListener('visibilitychange', tellVisible);
    line.close();
    if (connection === line) connection = undefined;
  };
}

/** Calls a command of the main process; see {@link Connection.call}. */
export function call<Name extends CommandName>(
  name: Name,
  params: CommandParams<Name>,
  signal?: AbortSignal,
): Promise<CommandResult<Name>> {
  return connection ? connection.call(name, params, signal) : Promise.reject(new AppError('offline'));
}
