/* The block in the editor: its choices at the side, and what visitors will see. */
( ( blocks, blockEditor, components, element, ServerSideRender ) => {
	'use strict';
	const words = window.signpostWords;
	const create = element.createElement;

	function choice( row, attributes, setAttributes ) {
		return create( components.SelectControl, {
			key: row.name,
			label: row.label,
			help: row.help,
			options: row.options,
			value: attributes[ row.name ],
			onChange: ( value ) => setAttributes( { [ row.name ]: value } ),
		} );
	}

	function preview( attributes ) {
		if ( words.unset )
			return create( components.Notice, { status: 'warning', isDismissible: false }, words.unset );
		return create( components.Disabled, {},
			create( ServerSideRender, { block: 'signpost/section', attributes } ) );
	}

	function Edit( { attributes, setAttributes } ) {
		return create( 'div', blockEditor.useBlockProps(),
			create( blockEditor.InspectorControls, {},
				create( components.PanelBody, { title: words.title },
					...words.choices.map( ( row ) => choice( row, attributes, setAttributes ) ) ) ),
			preview( attributes ) );
	}

	blocks.registerBlockType( 'signpost/section', {
		apiVersion: 2,
		title: words.title,
		description: words.about,
		category: 'widgets',
		icon: 'phone',
		keywords: [ 'signpost', 'help', 'phone' ],
		edit: Edit,
		save: () => null,
	} );
} )( window.wp.blocks, window.wp.blockEditor, window.wp.components, window.wp.element, window.wp.serverSideRender );
