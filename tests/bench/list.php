<?php
/* The same job in PHP: the page from Redis, else made from the JSON that
 * signpost gives, filtered by goal. tests/bench/run fills in the names. */
$redis = new Redis();
$redis->pconnect('@REDIS@');
$redis->auth(['signpost', '@PASSWORD@']);
$goal = $_GET['goal'] ?? '';
if (!preg_match('/^[a-z-]*$/D', $goal)) {
	$goal = '';
}
$packs = ($_SERVER['HTTP_ACCEPT_ENCODING'] ?? '') === 'gzip';
$key = 'signpost:php:' . ($packs ? 'gzip:' : 'plain:') . $goal;
$page = $redis->get($key);
if ($page === false) {
	$list = json_decode(file_get_contents('@JSON@'), true);
	$page = '<ul>';
	foreach ($list['contents'] as $entry) {
		if ($goal === '' || in_array($goal, array_column($entry['goal'], 'id'))) {
			$page .= '<li>' . htmlspecialchars($entry['name']) . '</li>';
		}
	}
	$page .= '</ul>';
	$page = $packs ? gzencode($page, 6) : $page;
	$redis->setex($key, 3600, $page);
}
header('Content-Type: text/html; charset=utf-8');
if ($packs) {
	header('Content-Encoding: gzip');
}
echo $page;
