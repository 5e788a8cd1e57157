/** The solver in a thread of its own: it computes without a break, and the service has calls to answer meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';

/** Enough to be good and not to be best: proofs of the last percent take most of the time. */
const options = { output_flag: false, random_seed: 1, mip_rel_gap: 0.2 };

const { wasm } = workerData as { readonly wasm: Uint8Array };
const loading = loadHighs(instantiatedFrom(wasm));

parentPort?.on('message', (text: string) => {
  void loading.then((highs) => {
    const { Status, Columns } = highs.solve(text, options);
    const filled = Object.entries(Columns).flatMap(([name, column]) =>
      'Primal' in column && column.Primal !== 0 ? [[name, column.Primal] as const] : [],
    );
    parentPort?.postMessage({ status: Status, filled });
  });
});

/**
 * The loader reads its file beside itself whatever bytes it is handed, and in an archive there is none: only a hook
 * (of Emscripten, so not among the typed options) has it use ours.
 */
function instantiatedFrom(bytes: Uint8Array): object {
  return {
    instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => {
      void WebAssembly.instantiate(new Uint8Array(bytes), imports).then(({ instance }) => receive(instance));
    },
  };
}
