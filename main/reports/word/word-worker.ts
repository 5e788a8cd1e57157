/** Writes documents for Word in a thread of its own: a register of thousands of rows takes seconds without a break. */
import { parentPort } from 'node:worker_threads';
import { wordDocument, type WordOrder } from './word-document.ts';

parentPort?.on('message', (order: WordOrder) => {
  void wordDocument(order).then((bytes) => parentPort?.postMessage(bytes));
});
