/** True for this share of the calls, evenly spread: at 0.25 every fourth. */
export function everyShare(share: number): () => boolean {
  let sum = 0;
  return () => {
    sum += share;
    if (sum < 1 - 1e-9) return false;
    sum -= 1;
    return true;
  };
}
