export { createHub, type Hub } from "./hub";
export {
  MarketConnection,
  type ConnectionOptions,
  type ConnectionState,
  type RoomListener,
} from "./marketConnection";
export type { Pace, Resync, RoomOptions } from "./roomOptions";
export { RestClient, RestError, type Contract, type ProductSummary } from "./rest";
export { LiveTable, legKey, type Cell, type Row, type TableChange, type WireDelta, type WireTable } from "../model/liveTable";
