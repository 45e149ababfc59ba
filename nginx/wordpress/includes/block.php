<?php
/**
 * The block in the editor, which shows what visitors will see.
 */

namespace Signpost\Plugin;

defined( 'ABSPATH' ) || exit;

/** [{value, label}, ...] for the editor. */
function options_of( $values ) {
	return array_map(
		fn( $value, $label ) => array(
			'value' => (string) $value,
			'label' => $label,
		),
		array_keys( $values ),
		$values
	);
}

/** What the editor offers for each choice, and in which words. */
function choices_in_words() {
	return array(
		array(
			'name'    => 'list',
			'label'   => __( 'Which list', 'signpost' ),
			'options' => options_of( array( '' => __( 'The whole list', 'signpost' ) ) + kept_of_address()['lists'] ),
		),
		array(
			'name'    => 'heading',
			'label'   => __( 'Size of its heading', 'signpost' ),
			'options' => options_of(
				array(
					'2' => __( 'Large (directly below the title of the page)', 'signpost' ),
					'3' => __( 'Medium', 'signpost' ),
					'4' => __( 'Small', 'signpost' ),
					'5' => __( 'Smallest', 'signpost' ),
				)
			),
		),
		array(
			'name'    => 'language',
			'label'   => __( 'Language', 'signpost' ),
			'options' => options_of(
				array(
					''   => __( 'The language of the page', 'signpost' ),
					'en' => 'English',
					'es' => 'Español',
				)
			),
		),
		array(
			'name'    => 'filters',
			'label'   => __( 'When a visitor filters', 'signpost' ),
			'options' => options_of(
				array(
					'section' => __( 'Go to the pages of the list (safer)', 'signpost' ),
					'here'    => __( 'Stay on this page', 'signpost' ),
				)
			),
			'help'    => __( 'If visitors stay on this page, what they chose stands in its address: whatever counts or follows visitors on your website, and the records of your web host, learns what kind of help somebody looks for.', 'signpost' ),
		),
		array(
			'name'    => 'exit',
			'label'   => __( 'Button to leave the page at once', 'signpost' ),
			'options' => options_of(
				array(
					'off' => __( 'No', 'signpost' ),
					'on'  => __( 'Yes', 'signpost' ),
				)
			),
		),
		array(
			'name'    => 'shown',
			'label'   => __( 'How it is shown', 'signpost' ),
			'options' => options_of(
				array(
					'page'    => __( 'As part of the page', 'signpost' ),
					'element' => __( 'Fetched by the browser (only from this website)', 'signpost' ),
					'frame'   => __( 'In a frame', 'signpost' ),
				)
			),
			'help'    => __( 'With a frame, the organization whose list it is sees each visitor of this page, and must have allowed your website.', 'signpost' ),
		),
	);
}

function words_of_editor() {
	return array(
		'title'   => __( 'Who can help', 'signpost' ),
		'about'   => __( 'A list of agencies and phone lines, with filters.', 'signpost' ),
		'unset'   => '' === address() ? __( 'An administrator must first say where the list is: Settings, Who can help.', 'signpost' ) : '',
		'choices' => choices_in_words(),
	);
}

add_action(
	'init',
	function () {
		wp_register_script( 'signpost-editor', plugins_url( 'editor.js', FILE ), array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-server-side-render' ), get_file_data( FILE, array( 'Version' ) )[0], true );
		$attributes = array_map(
			fn( $row ) => array(
				'type'    => 'string',
				'default' => $row[0],
			),
			choices_there_are()
		);
		register_block_type(
			'signpost/section',
			array(
				'api_version'     => 2,
				'title'           => 'Signpost',
				'category'        => 'widgets',
				'attributes'      => $attributes,
				'editor_script'   => 'signpost-editor',
				'style'           => 'signpost',
				'render_callback' => __NAMESPACE__ . '\render',
				'supports'        => array(
					'html'      => false,
					'className' => false,
				),
			)
		);
	}
);
add_action(
	'enqueue_block_editor_assets',
	function () {
		wp_add_inline_script( 'signpost-editor', 'window.signpostWords = ' . wp_json_encode( words_of_editor(), JSON_HEX_TAG ) . ';', 'before' );
	}
);
