<?php
/* The section in a page that PHP makes:
 *
 *     require_once 'signpost.php';
 *     $section = signpost_section(
 *         'https://www.example.org/referrals/fragment?filters=section',
 *         '/var/lib/example/section.html'
 *     );
 *     echo $section !== '' ? $section : '<p>Where help is: ...</p>';
 *
 * The address is the page's own: nothing that a visitor sent may stand in it.
 * The second is where the last good copy is kept; PHP must be able to write into
 * its folder, and visitors must not be able to read there. Each address has a
 * copy of its own, whose name is that one and a few letters; where the second is
 * a folder, copies stand in it.
 *
 * With `filters=here` in the address, what the page was asked for is passed on:
 * the filters (sp-...) and what `keep` names, no more. What then comes is of one
 * visitor and never kept. Call it before the page's first byte is sent, so that
 * it can also tell browsers and caches to keep nothing and to tell nobody.
 *
 * Of the visitor nothing else is passed on, and nothing is stored. */

declare(strict_types=1);

/* The file may be loaded by several parts of one website. */
if (!function_exists('signpost_section')) {
	/* How long a page waits for the section, in seconds, and the most it takes. */
	define('SIGNPOST_WAIT', 2.0);
	define('SIGNPOST_MOST', 1024 * 1024);

	/* The section as text; its last good copy when it cannot be had, at most
	 * $days old; else what there is, such as the crisis lines that nginx answers
	 * with. '' when there is nothing: then it is for the page to say where help
	 * is. */
	function signpost_section(string $address, string $copy, int $days = 7): string
	{
		if (signpost_is_here($address)) {
			signpost_send_headers();
			$address = signpost_with_wish($address, $_SERVER['QUERY_STRING'] ?? '');
		}
		$section = signpost_fetch($address);
		if (signpost_is_of_visitor($address))
			return $section;
		$copy = signpost_place($address, $copy);
		if (signpost_is_whole($section)) {
			signpost_keep($section, $copy);
			return $section;
		}
		$kept = signpost_kept($copy, $days);
		return $kept !== '' ? $kept : $section;
	}

	/* Prints the same; false when there was nothing to print. */
	function signpost(string $address, string $copy, int $days = 7): bool
	{
		$section = signpost_section($address, $copy, $days);
		echo $section;
		return $section !== '';
	}

	/* [[name, value], ...] of a query. Signpost knows no names with brackets, so
	 * parse_str(), which would change names, is not for it. */
	function signpost_pairs(string $query): array
	{
		$pairs = array_filter(explode('&', $query), fn($pair) => $pair !== '');
		return array_map(
			fn($pair) => array_map('urldecode', explode('=', $pair, 2)) + [1 => ''],
			array_values($pairs)
		);
	}

	function signpost_pairs_of(string $address): array
	{
		return signpost_pairs((string) parse_url($address, PHP_URL_QUERY));
	}

	/* Whether filters stay on the page around the section. */
	function signpost_is_here(string $address): bool
	{
		return in_array(['filters', 'here'], signpost_pairs_of($address), true);
	}

	/* Whether the answer could hold what a visitor sent. */
	function signpost_is_of_visitor(string $address): bool
	{
		foreach (signpost_pairs_of($address) as [$name, $value])
			if (str_starts_with($name, 'sp-') || in_array($name, ['keep', 'q'], true))
				return true;
		return signpost_is_here($address);
	}

	/* The address, with what the visitor wishes: filters, and what `keep` names.
	 * What is longer than any form's is left out: nginx would refuse it all. */
	function signpost_with_wish(string $address, string $query): string
	{
		$kept = [];
		foreach (signpost_pairs_of($address) as [$name, $value])
			if ($name === 'keep')
				array_push($kept, ...explode(',', $value));
		$most = strlen($address) + 4096;
		foreach (signpost_pairs(substr($query, 0, 4096)) as [$name, $value]) {
			$pair = '&' . rawurlencode($name) . '=' . rawurlencode($value);
			$is_ours = str_starts_with($name, 'sp-') || in_array($name, $kept, true);
			if ($is_ours && strlen($address . $pair) <= $most)
				$address .= $pair;
		}
		return $address;
	}

	/* Neither the browser nor a cache keeps what a visitor asked for, and no
	 * other site learns it. */
	function signpost_send_headers(): void
	{
		if (headers_sent())
			return;
		header('Cache-Control: no-store');
		header('Referrer-Policy: no-referrer');
	}

	/* The section that this address answers with, or ''. Whatever is not one of
	 * Signpost's, a page to sign in for instance, is as good as nothing, and so
	 * is a way to another address. */
	function signpost_fetch(string $address): string
	{
		$answer = explode("\r\n\r\n", signpost_ask($address), 2);
		$section = trim($answer[1] ?? '');
		$is_ours = preg_match('~^HTTP/1\.[01] 200[ \r]~', $answer[0]) === 1
			&& preg_match('~^<section class="signpost[" ]~', $section) === 1
			&& str_ends_with($section, '</section>');
		return $is_ours ? $section : '';
	}

	/* What is answered within SIGNPOST_WAIT, header block and all; '' when that
	 * is not enough. PHP's own way to ask bounds each read, not all of them. */
	function signpost_ask(string $address): string
	{
		$to = parse_url($address);
		$is_safe = ($to['scheme'] ?? '') === 'https';
		if (!isset($to['host']) || !$is_safe && ($to['scheme'] ?? '') !== 'http')
			return '';
		$until = hrtime(true) + (int) (SIGNPOST_WAIT * 1e9);
		$host = $to['host'] . (isset($to['port']) ? ':' . $to['port'] : '');
		$stream = @stream_socket_client(
			'tcp://' . $to['host'] . ':' . ($to['port'] ?? ($is_safe ? 443 : 80)),
			$code, $why, SIGNPOST_WAIT, STREAM_CLIENT_CONNECT,
			stream_context_create(['ssl' => ['peer_name' => trim($to['host'], '[]')]])
		);
		if ($stream === false)
			return '';
		stream_set_blocking($stream, false);
		$answer = '';
		if (!$is_safe || signpost_encrypt($stream, $until)) {
			@fwrite($stream, 'GET ' . ($to['path'] ?? '/') . '?' . ($to['query'] ?? '')
				. " HTTP/1.0\r\nHost: $host\r\nConnection: close\r\n\r\n");
			$answer = signpost_read($stream, $until);
		}
		fclose($stream);
		return $answer;
	}

	/* Waits until something has come; false when the time is over. It is the
	 * nanosecond of a clock that nobody sets. */
	function signpost_await($stream, int $until): bool
	{
		$left = intdiv($until - hrtime(true), 1000);
		$read = [$stream];
		$write = $except = null;
		return $left > 0
			&& @stream_select($read, $write, $except, 0, $left) === 1;
	}

	function signpost_encrypt($stream, int $until): bool
	{
		do
			$done = @stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLS_CLIENT);
		while ($done === 0 && signpost_await($stream, $until));
		return $done === true;
	}

	function signpost_read($stream, int $until): string
	{
		$answer = '';
		while (!feof($stream)) {
			if (!signpost_await($stream, $until))
				return '';
			$answer .= (string) @fread($stream, 65536);
			if (strlen($answer) > SIGNPOST_MOST)
				return '';
		}
		return $answer;
	}

	/* Whether it is the list, and not what there is when it cannot be had. */
	function signpost_is_whole(string $section): bool
	{
		return str_starts_with($section, '<section class="signpost" ')
			&& str_ends_with($section, '</section>');
	}

	/* Where the copy of an address is. */
	function signpost_place(string $address, string $copy): string
	{
		$mark = substr(hash('sha256', $address), 0, 16);
		if (is_dir($copy))
			return "$copy/signpost.$mark.html";
		$end = pathinfo($copy, PATHINFO_EXTENSION);
		$end = $end === '' ? '' : ".$end";
		return substr($copy, 0, strlen($copy) - strlen($end)) . ".$mark$end";
	}

	/* Whether a file is there that is none but itself: nothing is opened before,
	 * because a link leads elsewhere and a pipe would wait. */
	function signpost_is_file(string $path): bool
	{
		clearstatcache(true, $path);
		return !is_link($path) && is_file($path);
	}

	/* The copy, unless it is older than $days; or ''. */
	function signpost_kept(string $copy, int $days): string
	{
		if (!signpost_is_file($copy) || filemtime($copy) < time() - $days * 86400)
			return '';
		$file = @fopen($copy, 'r');
		if ($file === false)
			return '';
		$is_same = fstat($file)['ino'] === lstat($copy)['ino'];
		$section = $is_same ? (string) stream_get_contents($file, SIGNPOST_MOST) : '';
		fclose($file);
		return signpost_is_whole($section) ? $section : '';
	}

	/* Writes beside the old copy, then takes its place, if that is a file. */
	function signpost_keep(string $section, string $copy): void
	{
		if (signpost_kept($copy, 36500) === $section && @touch($copy))
			return;
		$beside = $copy . '.' . bin2hex(random_bytes(8));
		$is_free = signpost_is_file($copy) || @lstat($copy) === false;
		$file = $is_free ? @fopen($beside, 'x') : false;
		if ($file !== false) {
			$is_written = fwrite($file, $section) === strlen($section);
			if (fclose($file) && $is_written && @rename($beside, $copy))
				return;
			@unlink($beside);
		}
		error_log("signpost: no copy is kept, $copy cannot be written");
	}
}
