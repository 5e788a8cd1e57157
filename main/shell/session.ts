/** Chromium sessions that live in memory, load from the frozen files only and grant nothing. */
import { session, type Session } from 'electron';
import { answer, type FilesByAddress } from './frozen-files.ts';
import { mayLoad, scheme } from './addresses.ts';
import type { LogDep } from './log.ts';

export interface SessionOptions {
  /** In memory, because the name does not start with `persist:`. */
  readonly name: string;
  readonly origin: string;
  readonly policy: string;
  readonly files: FilesByAddress;
}

/** Makes a closed session; everything it refuses is logged by kind. */
export function createSession(deps: LogDep, options: SessionOptions): Session {
  const closed = session.fromPartition(options.name, { cache: false });
  closed.protocol.handle(scheme, (request) =>
    answer(options.files, options.policy, request.method, request.url),
  );
  grantNothing(closed);
  closed.webRequest.onBeforeRequest((details, reply) => {
    const cancel = !mayLoad(options.origin, details.url);
    if (cancel) deps.log('error', 'request.refused', { scheme: details.url.split(':')[0] ?? '' });
    reply({ cancel });
  });
  closed.on('will-download', (event) => event.preventDefault());
  closed.setSpellCheckerEnabled(false);
  return closed;
}

/** Electron's default is to approve; every way to ask is answered no. */
export function grantNothing(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, reply) => reply(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, reply) => reply({}));
  target.setBluetoothPairingHandler((_details, reply) => reply({ confirmed: false }));
  target.setUSBProtectedClassesHandler((details) => details.protectedClasses);
  target.on('select-serial-port', (event, _ports, _contents, reply) => {
    event.preventDefault();
    reply('');
  });
  target.on('select-hid-device', (event, _details, reply) => {
    event.preventDefault();
    reply('');
  });
  target.on('select-usb-device', (event, _details, reply) => {
    event.preventDefault();
    reply('');
  });
}
