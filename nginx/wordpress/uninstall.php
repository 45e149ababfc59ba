<?php
/**
 * Leaves nothing behind but what authors wrote in their pages.
 */

namespace Signpost\Plugin;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require __DIR__ . '/signpost.php';
forget();
