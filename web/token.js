// A portal that has signed somebody in opens the page as /#token=…: what follows # is not sent to any server. The token is
// taken out of the address at once, lives in memory, and is gone with the page.

export function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token === null) return undefined;
  history.replaceState(null, "", location.pathname);
  return token || undefined;
}
