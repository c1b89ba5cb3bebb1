// Starts `carepress serve` for the journeys, on a free port.

import { spawn } from "node:child_process";
import { once } from "node:events";

const patience = 20_000; // milliseconds until the service must be there

/**
 * Starts the program; {address, log, reload, stop}. `log` is all that it wrote. An http address is used as it is, which is only
 * possible without options. `port`: 0 is a free one.
 */
export async function startService(program, options = [], port = 0) {
  if (program.startsWith("http://")) {
    if (options.length > 0) throw new Error("this journey starts a service of its own: give it the program");
    return { address: program, log: () => "", stop: async () => {} };
  }
  const child = spawn(program, ["serve", "--listen", `127.0.0.1:${port}`, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the service did not start:\n${log}`)), patience);
    const read = (bytes) => {
      log += bytes;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\//.exec(log) ?? [];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`the service ended with ${status}:\n${log}`)));
  });
  return {
    address,
    log: () => log,
    /** Loads the library at once. */
    reload: () => child.kill("SIGHUP"),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
