// Started by the load test, as the product is: --port N; other arguments are not looked at. Each tick goes to the room of its chain: what a dashboard built on socket.io usually does.
import { createServer } from "node:http";
import { Server } from "socket.io";

const port = Number(process.argv[process.argv.indexOf("--port") + 1]);

const http = createServer((request, response) => {
  if (request.url === "/health") {
    response.end("ok");
    return;
  }

  let text = "";
  request.setEncoding("utf8");
  request.on("data", part => { text += part; });
  request.on("end", () => {
    for (const line of text.split("\n")) {
      if (line !== "") {
        broadcast(JSON.parse(line));
      }
    }

    response.end("{}");
  });
});

const io = new Server(http, { transports: ["websocket"] });
io.on("connection", socket => socket.on("subscribe", room => socket.join(room)));

function broadcast(tick) {
  if (tick.kind !== "leg") {
    return;
  }

  const { strike, right, bid, ask, last, volume, openInterest: oi, openInterestChange: oiChange } = tick;
  const room = `chain:${tick.product}:${tick.expiry}`;
  io.to(room).emit("delta", { room, asOf: tick.time, legs: [{ strike, right, bid, ask, last, volume, oi, oiChange }] });
}

http.listen(port, "127.0.0.1");
