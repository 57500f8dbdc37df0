/** In base64. Hashes the codes for one use of a club of the bench. */
export const benchCodeKey = Buffer.alloc(32, 'bench').toString('base64url');
