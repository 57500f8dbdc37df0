/** Why there is no picture: access denied, no camera, or a camera that is in use or broken. */
export type CameraTrouble = 'denied' | 'absent' | 'broken';

/** The same code within this time is the same card still held there. */
const sameCodeFor = 2500;
const pause = 120;

/**
 * Shows the rear camera in `video` and reports every code.
 * @returns stops the camera
 * @throws CameraError
 */
export async function watchCamera(
  video: HTMLVideoElement,
  seen: (code: string) => void,
): Promise<() => void> {
  const stream = await openCamera();
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  const detect = await codeReader();
  let over = false;
  let last = { code: '', at: 0 };

  async function look(): Promise<void> {
    while (!over) {
      const code = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detect(video) : undefined;
      if (over) return;
      if (code && (code !== last.code || performance.now() - last.at > sameCodeFor)) seen(code);
      if (code) last = { code, at: performance.now() };
      await new Promise((go) => setTimeout(go, pause));
    }
  }
  void look();
  return () => {
    over = true;
    video.srcObject = null;
    for (const track of stream.getTracks()) track.stop();
  };
}

export class CameraError extends Error {
  readonly trouble: CameraTrouble;

  constructor(trouble: CameraTrouble) {
    super(trouble);
    this.name = 'CameraError';
    this.trouble = trouble;
  }
}

async function openCamera(): Promise<MediaStream> {
  // Undefined if the page was loaded over plain http from another machine.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraError('absent');
  try {
    return await devices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (cause) {
    throw new CameraError(troubleOf(cause));
  }
}

function troubleOf(cause: unknown): CameraTrouble {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'absent' : 'broken';
}

/** The decoder loads only with the camera: a megabyte that tills with a wedge scanner do not need. */
async function codeReader(): Promise<(video: HTMLVideoElement) => Promise<string | undefined>> {
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  // By default it would load from a third-party server.
  prepareZXingModule({
    overrides: {
      locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path),
    },
  });
  const detector = new BarcodeDetector({
    formats: ['qr_code', 'code_128', 'ean_13', 'ean_8', 'upc_a', 'itf'],
  });
  return async (video) => {
    const codes = await detector.detect(video).catch(() => []);
    return codes[0]?.rawValue;
  };
}
