<?php
/* The section in a page that PHP makes:
 *
 *     require 'signpost.php';
 *     $shown = signpost(
 *         'https://www.example.org/referrals/fragment?filters=section',
 *         '/var/lib/example/section.html'
 *     );
 *
 * The second is where the last good copy is kept; PHP must be able to write
 * into its folder. Nothing about the visitor is passed on. */

declare(strict_types=1);

/* Prints the section; its last good copy, when the section cannot be had in two
 * seconds and the copy is at most $days old; else what there is, such as the
 * crisis lines that nginx answers with. False when there was nothing to print:
 * then it is for the page to say where help is. */
function signpost(string $address, string $copy, int $days = 7): bool
{
	$context = stream_context_create(
		['http' => ['timeout' => 2, 'follow_location' => 0]]
	);
	$answer = @file_get_contents($address, false, $context);
	$section = is_string($answer) ? trim($answer) : '';
	if (signpost_is_whole($section))
		signpost_keep($section, $copy);
	elseif (is_file($copy) && filemtime($copy) >= time() - $days * 86400)
		$section = (string) file_get_contents($copy);
	echo $section;
	return $section !== '';
}

/* Whether it is the section, not cut off, and not the page of last resort. */
function signpost_is_whole(string $section): bool
{
	return str_starts_with($section, '<section class="signpost" ')
		&& str_ends_with($section, '</section>');
}

/* Writes beside the old copy, then takes its place. */
function signpost_keep(string $section, string $copy): void
{
	if (@file_get_contents($copy) === $section) {
		touch($copy);
		return;
	}
	$beside = $copy . '.' . getmypid();
	$written = @file_put_contents($beside, $section);
	if ($written !== strlen($section) || !@rename($beside, $copy))
		@unlink($beside);
}
