import { type HubConnection, HubConnectionBuilder, HttpTransportType, LogLevel } from "@microsoft/signalr";
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

type Registration = (connection: HubConnection) => void;

/** A connection to the market hub of a server that reconnects for ever. */
export function createHub(server: string): Hub {
  return new MarketHub(`${server}/hubs/market`);
}

/**
 * Begins with a WebSocket at once, which saves the question what the server offers. Where that fails the next start asks it, for networks that let no WebSocket through, and the one after is direct again: a server that
 * was away looks the same.
 */
class MarketHub implements Hub {
  readonly #registrations: Registration[] = [];
  #direct = true;
  #connection: HubConnection;

  constructor(readonly url: string) {
    this.#connection = this.#build();
  }

  async start(): Promise<void> {
    try {
      await this.#connection.start();
    } catch (error) {
      this.#direct = !this.#direct;
      this.#connection = this.#build();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }

  invoke(method: string, ...args: unknown[]): Promise<unknown> {
    return this.#connection.invoke(method, ...args);
  }

  on(method: string, handler: (payload: never) => void): void {
    this.#register((connection) => connection.on(method, handler));
  }

  onreconnecting(callback: () => void): void {
    this.#register((connection) => connection.onreconnecting(callback));
  }

  onreconnected(callback: () => void): void {
    this.#register((connection) => connection.onreconnected(callback));
  }

  onclose(callback: () => void): void {
    this.#register((connection) => connection.onclose(callback));
  }

  #register(registration: Registration): void {
    this.#registrations.push(registration);
    registration(this.#connection);
  }

  #build(): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl(this.url, this.#direct ? { skipNegotiation: true, transport: HttpTransportType.WebSockets } : {})
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (context) => retryDelay(context.previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    for (const registration of this.#registrations) registration(connection);
    return connection;
  }
}
