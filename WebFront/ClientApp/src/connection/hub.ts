import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { retryDelay } from "./retry";

/** What is needed of a SignalR connection: `HubConnection` fits as it is, and so does a test's stand-in. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, ...args: unknown[]): Promise<unknown>;
  on(method: string, handler: (payload: never) => void): void;
  onreconnecting(callback: () => void): void;
  onreconnected(callback: () => void): void;
  onclose(callback: () => void): void;
}

/** A connection to the market hub of a server that reconnects for ever. */
export function createHub(server: string): Hub {
  return new HubConnectionBuilder()
    .withUrl(`${server}/hubs/market`)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => retryDelay(context.previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();
}
