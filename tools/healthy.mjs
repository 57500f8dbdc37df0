// `node tools/healthy.mjs <address>` ends with 0 if the address answers with success: the health check of containers.
try {
  const answer = await fetch(process.argv[2] ?? '', { signal: AbortSignal.timeout(4000) });
  process.exitCode = answer.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
