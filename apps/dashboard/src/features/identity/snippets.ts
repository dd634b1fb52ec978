/** What stands in the code in place of a key's id and of a widget's key. */
export const placeholders = { keyId: 'KEY-ID', audience: 'WIDGET-KEY' }

export const snippetLanguages = ['node', 'php', 'python', 'go'] as const
export type SnippetLanguage = (typeof snippetLanguages)[number]

/** Names as people write them. */
export const languageNames: Record<SnippetLanguage, string> = { node: 'Node', php: 'PHP', python: 'Python', go: 'Go' }

/** How a site's server signs a token, without a package. The same stands in docs/visitor-identity.md. */
export const snippets: Record<SnippetLanguage, string> = {
  node: `import { createHmac } from 'node:crypto'

const secret = process.env.MINICHAT_IDENTITY_SECRET
const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** For the user of your own session, never for an id that the browser names. */
export function chatToken({ id, name, email }) {
  const now = Math.floor(Date.now() / 1000)
  const header = encode({ alg: 'HS256', typ: 'JWT', kid: 'KEY-ID' })
  const claims = encode({ sub: String(id), aud: 'WIDGET-KEY', iat: now, exp: now + 3600, name, email })
  const signature = createHmac('sha256', secret).update(\`\${header}.\${claims}\`).digest('base64url')
  return \`\${header}.\${claims}.\${signature}\`
}
`,
  php: `<?php
/** For the user of your own session, never for an id that the browser names. */
function chat_token(string $id, string $name, string $email): string
{
    $encode = fn (string $part): string => rtrim(strtr(base64_encode($part), '+/', '-_'), '=');
    $now = time();
    $header = $encode(json_encode(['alg' => 'HS256', 'typ' => 'JWT', 'kid' => 'KEY-ID']));
    $claims = $encode(json_encode([
        'sub' => $id, 'aud' => 'WIDGET-KEY', 'iat' => $now, 'exp' => $now + 3600,
        'name' => $name, 'email' => $email,
    ]));
    $signature = hash_hmac('sha256', "$header.$claims", getenv('MINICHAT_IDENTITY_SECRET'), true);
    return "$header.$claims." . $encode($signature);
}
`,
  python: `import base64, hashlib, hmac, json, os, time

def encode(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()

def chat_token(id, name, email):
    """For the user of your own session, never for an id that the browser names."""
    now = int(time.time())
    header = encode(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "KEY-ID"}).encode())
    claims = encode(json.dumps({
        "sub": str(id), "aud": "WIDGET-KEY", "iat": now, "exp": now + 3600,
        "name": name, "email": email,
    }).encode())
    secret = os.environ["MINICHAT_IDENTITY_SECRET"].encode()
    signature = hmac.new(secret, f"{header}.{claims}".encode(), hashlib.sha256).digest()
    return f"{header}.{claims}.{encode(signature)}"
`,
  go: `package chat

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"os"
	"time"
)

// Token is for the user of your own session, never for an id that the browser names.
func Token(id, name, email string) (string, error) {
	encode := base64.RawURLEncoding.EncodeToString
	header, err := json.Marshal(map[string]any{"alg": "HS256", "typ": "JWT", "kid": "KEY-ID"})
	if err != nil {
		return "", err
	}
	now := time.Now().Unix()
	claims, err := json.Marshal(map[string]any{
		"sub": id, "aud": "WIDGET-KEY", "iat": now, "exp": now + 3600,
		"name": name, "email": email,
	})
	if err != nil {
		return "", err
	}
	signed := encode(header) + "." + encode(claims)
	mac := hmac.New(sha256.New, []byte(os.Getenv("MINICHAT_IDENTITY_SECRET")))
	mac.Write([]byte(signed))
	return signed + "." + encode(mac.Sum(nil)), nil
}
`,
}

/** @returns the code with the names of a key and a widget in it; where there is no key yet, as it stands. */
export const snippetFor = (language: SnippetLanguage, keyId: string | undefined, widgetKey: string | undefined) =>
  snippets[language]
    .replaceAll(placeholders.keyId, keyId ?? placeholders.keyId)
    .replaceAll(placeholders.audience, widgetKey ?? placeholders.audience)
