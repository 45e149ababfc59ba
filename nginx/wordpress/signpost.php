<?php
/**
 * Plugin Name:       Signpost
 * Description:       Shows in any page who can help, from a Signpost of yours or of another organization.
 * Version:           @VERSION@
 * Requires at least: 6.1
 * Requires PHP:      8.2
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       signpost
 * Domain Path:       /languages
 * Update URI:        @UPDATES@
 *
 * Everything stands in a namespace, because a theme may have loaded
 * nginx/signpost.php, whose functions begin with the same word.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

const FILE = __FILE__;

require __DIR__ . '/includes/store.php';
require __DIR__ . '/includes/choices.php';
require __DIR__ . '/includes/clean.php';
require __DIR__ . '/includes/wait.php';
require __DIR__ . '/includes/ask.php';
require __DIR__ . '/includes/page.php';
require __DIR__ . '/includes/section.php';
require __DIR__ . '/includes/block.php';
require __DIR__ . '/includes/screen.php';
require __DIR__ . '/includes/updates.php';
