/** Whether a status counts as success by a rule such as `2xx` or `200, 404`. */
export function successRule(rule: string): (status: number) => boolean {
  const parts = rule.split(',').map((part) => part.trim());
  return (status) => parts.some((part) => (part.endsWith('xx') ? Math.floor(status / 100) === Number(part[0]) : Number(part) === status));
}
